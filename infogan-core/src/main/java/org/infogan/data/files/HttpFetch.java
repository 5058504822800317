package org.infogan.data.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Fetches small files. The JDK's client stops its clock when the headers are there, so a server
 * that falls silent later would hang its reader; here every wait has an end.
 */
final class HttpFetch {

  /** A piece of the body; or the failure that ends it; or neither at a good end. */
  private record Piece(ByteBuffer bytes, IOException failure) {}

  private final Duration readTimeout;
  private final HttpClient client;

  /**
   * Prepares a client.
   *
   * @param connectTimeout the longest wait for a connection
   * @param readTimeout the longest silence of a connected server
   */
  HttpFetch(Duration connectTimeout, Duration readTimeout) {
    this.readTimeout = readTimeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(connectTimeout)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /**
   * Fetches one file.
   *
   * @param uri the address of the file
   * @param maxBytes the largest size to accept
   * @return the body of an answer with status 200
   * @throws IOException on any other answer, a larger one, a broken one, or silence
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  byte[] get(URI uri, int maxBytes) throws IOException, InterruptedException {
    BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    CompletableFuture<HttpResponse<Void>> exchange =
        client.sendAsync(HttpRequest.newBuilder(uri).build(), info -> subscriber(info, pieces));
    // A failure need not reach the body's subscriber, so it is passed on from here.
    CompletableFuture<?> unused =
        exchange.whenComplete((response, failure) -> pieces.add(end(failure)));
    try {
      return join(pieces, maxBytes);
    } finally {
      exchange.cancel(true);
    }
  }

  private static HttpResponse.BodySubscriber<Void> subscriber(
      HttpResponse.ResponseInfo info, BlockingQueue<Piece> pieces) {
    if (info.statusCode() != 200) {
      pieces.add(new Piece(null, new IOException("HTTP status " + info.statusCode())));
      return BodySubscribers.replacing(null);
    }
    return BodySubscribers.ofByteArrayConsumer(
        bytes -> bytes.ifPresent(b -> pieces.add(new Piece(ByteBuffer.wrap(b), null))));
  }

  private static Piece end(Throwable failure) {
    if (failure == null) {
      return new Piece(null, null);
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return new Piece(null, new IOException(describe(cause), cause));
  }

  /** The JDK gives some failures, such as an unknown host, no message of their own. */
  private static String describe(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    if (failure.getMessage() != null) {
      return name + ": " + failure.getMessage();
    }
    return failure.getCause() == null ? name : name + ": " + describe(failure.getCause());
  }

  private byte[] join(BlockingQueue<Piece> pieces, int maxBytes)
      throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      Piece piece = pieces.poll(readTimeout.toMillis(), TimeUnit.MILLISECONDS);
      if (piece == null) {
        throw new HttpTimeoutException(
            "no data for " + readTimeout.toMillis() + " ms, after " + body.size() + " bytes");
      }
      if (piece.failure() != null) {
        throw piece.failure();
      }
      if (piece.bytes() == null) {
        return body.toByteArray();
      }
      if (piece.bytes().remaining() > maxBytes - body.size()) {
        throw new IOException("expected at most " + maxBytes + " bytes, found more");
      }
      body.writeBytes(piece.bytes().array());
    }
  }
}

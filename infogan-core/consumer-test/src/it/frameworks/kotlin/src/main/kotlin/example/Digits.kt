package example

import java.nio.file.Path
import kotlin.io.path.createTempDirectory
import kotlin.io.path.div
import org.infogan.InfoGan
import org.infogan.InfoGanTrainer
import org.infogan.RunView
import org.infogan.TrainingListener
import org.infogan.config.InfoGanConfig
import org.infogan.config.Refinement
import org.infogan.data.ImageDataset
import org.infogan.data.files.Mnist
import org.infogan.train.StepMetrics

/** Trains on MNIST, whose folder is the argument, and reads its digits' codes. */
fun main(arguments: Array<String>) {
    val mnist = Mnist.fromFolder(Path.of(arguments[0]))
    val file = createTempDirectory("digits") / "model.zip"
    train(mnist.train()).use { it.save(file) }
    InfoGan.load(file).use { model ->
        val threes = model.generate(model.latents(10, 42).set("c1", 3.0).set("c2", -1.5))
        println("Categories of ten pictures: ${model.classify(threes).toList()}")
        for ((code, value) in model.encode(mnist.test().first(1)).codes(0)) {
            println("$code of the first test image: $value")
        }
    }
}

private fun train(images: ImageDataset): InfoGan {
    val config = InfoGanConfig.mnist().toBuilder().batch(32).steps(2).refinement(Refinement.NONE).build()
    return InfoGanTrainer(config).use { it.addListener(Progress).fit(images) }
}

private object Progress : TrainingListener {
    override fun onStep(run: RunView, metrics: StepMetrics) =
        println("Step ${metrics.step()}: L_I ${metrics.mutualInformation()}")
}

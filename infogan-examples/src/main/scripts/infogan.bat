@echo off
rem Starts the command line. JAVA_HOME chooses the JDK; INFOGAN_OPTS holds options of the JVM, such as -Xmx4g.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" %INFOGAN_OPTS% -Dinfogan.program=infogan -jar "%~dp0..\infogan-examples.jar" %*
exit /b %ERRORLEVEL%

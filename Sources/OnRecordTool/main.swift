internal import Platform

Tool.exit(Tool.run(ThisProcess.arguments))

internal import Platform

Tool.exit(Tool.run(Array(CommandLine.arguments.dropFirst())))

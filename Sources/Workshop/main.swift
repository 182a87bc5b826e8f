import Foundation

exit(WorkshopCommands.run(Array(CommandLine.arguments.dropFirst())))

// swift-tools-version: 6.0
import PackageDescription

// Dependencies point one way, downwards: see "How it is built" in README.md.
let package = Package(
    name: "nnrepl",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "nnrepl", targets: ["nnrepl"]),
        .executable(name: "nnbench", targets: ["nnbench"]),
        .library(name: "NeuralEngine", targets: ["NeuralEngine"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
    ],
    targets: [
        .target(name: "CKernels"),
        .target(
            name: "CNcurses",
            linkerSettings: [.linkedLibrary("ncursesw", .when(platforms: [.linux])), .linkedLibrary("ncurses", .when(platforms: [.macOS]))]),
        .target(name: "NeuralEngine", dependencies: ["CKernels"]),
        .target(name: "Formula", dependencies: ["NeuralEngine"]),
        .target(name: "Charts"),
        .target(name: "Language", dependencies: ["NeuralEngine", "Formula", "Charts"]),
        .target(name: "Sessions", dependencies: ["Language"]),
        .target(name: "Explorer", dependencies: ["Sessions", "CNcurses"]),
        .executableTarget(
            name: "nnrepl",
            dependencies: ["Explorer", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
        .executableTarget(
            name: "nnbench",
            dependencies: ["Sessions", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
        .testTarget(
            name: "NeuralEngineTests", dependencies: ["NeuralEngine", "CKernels"], resources: [.copy("Golden")]),
        .testTarget(name: "FormulaTests", dependencies: ["Formula"]),
        .testTarget(name: "ChartsTests", dependencies: ["Charts"]),
        .testTarget(name: "LanguageTests", dependencies: ["Language"]),
        .testTarget(name: "SessionsTests", dependencies: ["Sessions"]),
        .testTarget(name: "ExplorerTests", dependencies: ["Explorer"]),
        .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
        .testTarget(name: "AcceptanceTests", dependencies: ["nnrepl", "CPseudoTerminal"]),
    ],
    swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.0
import PackageDescription

// Dependencies point one way, downwards: see "How it is built" in README.md. A target names every module whose types it handles, not
// only the next one below: a change of a type's size must rebuild all code that copies values of that type.
let package = Package(
    name: "nnrepl",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "nnrepl", targets: ["nnrepl"]),
        .executable(name: "nnbench", targets: ["nnbench"]),
        .library(name: "NeuralEngine", targets: ["NeuralEngine"]),
        .library(name: "Workspaces", targets: ["Workspaces"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
    ],
    targets: [
        .target(name: "CKernels"),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "CNcurses",
            linkerSettings: [.linkedLibrary("ncursesw", .when(platforms: [.linux])), .linkedLibrary("ncurses", .when(platforms: [.macOS]))]),
        .target(name: "CLessons"),
        .target(name: "CDatasets", exclude: ["README.md", "iris.csv", "digits.csv"]),
        .target(name: "NeuralEngine", dependencies: ["CKernels", "CDatasets", "CZlib"]),
        .target(name: "Formula", dependencies: ["NeuralEngine"]),
        .target(name: "Search", dependencies: ["NeuralEngine"]),
        .target(name: "Charts"),
        .target(name: "Documents", dependencies: ["Charts"]),
        .target(name: "Workspaces", dependencies: ["NeuralEngine", "Formula"]),
        .target(name: "Portraits", dependencies: ["NeuralEngine", "Formula", "Charts", "Documents", "Workspaces"]),
        .target(
            name: "Language", dependencies: ["NeuralEngine", "Formula", "Charts", "Documents", "Search", "Workspaces", "Portraits"]),
        .target(
            name: "Sessions",
            dependencies: ["NeuralEngine", "Formula", "Charts", "Documents", "Workspaces", "Portraits", "Language", "CLessons"]),
        .target(
            name: "Explorer",
            dependencies: ["NeuralEngine", "Formula", "Charts", "Documents", "Workspaces", "Portraits", "Language", "Sessions", "CNcurses"]),
        .executableTarget(
            name: "nnrepl",
            dependencies: [
                "NeuralEngine", "Formula", "Charts", "Documents", "Workspaces", "Portraits", "Language", "Sessions", "Explorer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(name: "CPseudoTerminal"),
        .target(name: "CYardsticks"),
        .executableTarget(
            name: "nnbench",
            dependencies: [
                "NeuralEngine", "Formula", "Charts", "Documents", "Workspaces", "Portraits", "Language", "Sessions", "Explorer", "CKernels",
                "CPseudoTerminal",
                "CYardsticks",
                "Search", "SearchFunctions",
                "nnrepl",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], exclude: ["README.md", "ratios.jsonl", "Peers"]),
        .testTarget(
            name: "NeuralEngineTests", dependencies: ["NeuralEngine", "CKernels"], resources: [.copy("Golden")]),
        .target(name: "SearchFunctions", dependencies: ["NeuralEngine", "Search"], path: "Tests/SearchFunctions"),
        .testTarget(
            name: "SearchTests", dependencies: ["NeuralEngine", "Search", "SearchFunctions"], resources: [.copy("Golden")]),
        .testTarget(name: "FormulaTests", dependencies: ["Formula"]),
        .testTarget(name: "ChartsTests", dependencies: ["Charts"]),
        .testTarget(name: "WorkspacesTests", dependencies: ["NeuralEngine", "Formula", "Workspaces"]),
        .testTarget(
            name: "LanguageTests",
            dependencies: ["NeuralEngine", "Formula", "Charts", "Documents", "Workspaces", "Portraits", "Language", "Sessions", "Fuzzing"],
            exclude: ["Transcripts"]),
        .testTarget(
            name: "SessionsTests",
            dependencies: ["NeuralEngine", "Formula", "Charts", "Documents", "Workspaces", "Portraits", "Language", "Sessions"]),
        .target(name: "Scenes", path: "Tests/Scenes"),
        .testTarget(
            name: "ExplorerTests",
            dependencies: [
                "NeuralEngine", "Formula", "Charts", "Documents", "Workspaces", "Portraits", "Language", "Sessions", "Explorer", "Scenes",
            ],
            exclude: ["Golden"]),
        .target(name: "CFuzzer", path: "Tests/CFuzzer"),
        .target(
            name: "Fuzzing",
            dependencies: [
                "NeuralEngine", "Formula", "Charts", "Documents", "Workspaces", "Portraits", "Language", "Sessions", "Explorer",
            ],
            path: "Tests/Fuzzing"),
        .executableTarget(name: "nnfuzz", dependencies: ["CFuzzer", "Fuzzing"], path: "Tests/nnfuzz", exclude: ["README.md"]),
        .testTarget(name: "FuzzTests", dependencies: ["Fuzzing"], exclude: ["Corpus"]),
        .testTarget(name: "BenchmarkTests", dependencies: ["nnbench"]),
        .testTarget(name: "AcceptanceTests", dependencies: ["nnrepl", "CPseudoTerminal", "Scenes"]),
    ],
    swiftLanguageModes: [.v6]
)

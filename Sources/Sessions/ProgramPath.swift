// Where the running program is, so that its lessons are found from any folder.

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The path of the running program without symbolic links; nil if the system does not tell.
func realProgramPath() -> String? {
    #if os(Linux)
        let name = "/proc/self/exe"
    #else
        let name = CommandLine.arguments.first ?? ""
    #endif
    guard let path = realpath(name, nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
}

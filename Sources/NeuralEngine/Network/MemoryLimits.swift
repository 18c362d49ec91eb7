// How much memory there is for this process: what the machine has, and what of it limits allow.

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

enum MemoryLimits {
    /// Bytes that this process may have: those of the machine, of its address space (`ulimit -v`) and of its control groups, whichever
    /// are fewest.
    static let mostBytes: Int = {
        let pages = Int(sysconf(Int32(_SC_PHYS_PAGES))), page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let (ofMachine, isTooMuch) = pages.multipliedReportingOverflow(by: page)
        var most = pages > 0 && page > 0 ? isTooMuch ? .max : ofMachine : 4 << 30
        var allowed = rlimit()
        if getrlimit(addressSpace, &allowed) == 0, let bytes = Int(exactly: allowed.rlim_cur) { most = min(most, bytes) }
        if let groups = text(of: "/proc/self/cgroup"), let bytes = ofGroups(groups, under: "/sys/fs/cgroup") { most = min(most, bytes) }
        return most
    }()

    /// Bytes that control groups of Linux allow, which containers and services are run in; nil if they set no limit.
    ///
    /// A group may have no more than any group around it. Inside a container the groups around its own are not to be seen, and its own may
    /// be the outermost, whatever path it is known by outside: so every folder on the way is asked, the outermost too.
    /// - Parameters:
    ///   - groups: one a line, as /proc/self/cgroup lists them: `0::/path` of version 2, `4:memory:/path` of version 1.
    ///   - root: the folder in which groups are folders.
    static func ofGroups(_ groups: String, under root: String) -> Int? {
        groups.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3 else { return nil }
            if fields[1].isEmpty {
                // Version 2 stands aside where both are in use.
                return [root, root + "/unified"].compactMap { least("memory.max", onTheWayTo: fields[2], under: $0) }.min()
            }
            guard fields[1].split(separator: ",").contains("memory") else { return nil }
            return least("memory.limit_in_bytes", onTheWayTo: fields[2], under: root + "/memory")
        }.min()
    }

    /// The least number that files of a name hold; `max` is none.
    private static func least(_ name: String, onTheWayTo path: Substring, under root: String) -> Int? {
        var folders = [root]
        for part in path.split(separator: "/") where part != ".." { folders.append("\(folders[folders.count - 1])/\(part)") }
        return folders.compactMap { folder in
            text(of: "\(folder)/\(name)")?.split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) }
        }.min()
    }

    /// What a small file holds; nil if it cannot be read.
    private static func text(of path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}

#if canImport(Glibc)
    private let addressSpace = __rlimit_resource_t(RLIMIT_AS.rawValue)
#else
    private let addressSpace = RLIMIT_AS
#endif

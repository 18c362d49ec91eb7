import Testing
@testable import Formula

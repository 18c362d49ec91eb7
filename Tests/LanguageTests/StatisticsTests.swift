// What no gradient moves and can be set or told of all the same.
import Testing

@Suite("Running statistics")
struct StatisticsTests {
    private static func talk() -> Talk {
        Talk("layer input 2", "layer dense 2 tanh", "layer batchnorm", "layer dense 1 sigmoid", "data xor")
    }

    @Test("are set as a whole, one by one, or all to one number, and outside training the network uses them")
    func areSet() {
        var talk = Self.talk()
        #expect(talk.run("set norm2.running_mean [0.1,-0.2]") == "norm2.running_mean = [ 0.1  -0.2 ]")
        #expect(talk.run("set norm2.running_variance[2] 4") == "norm2.running_variance[2] = 4")
        #expect(talk.run("print norm2.running_variance") == "norm2.running_variance = [ 1  4 ]")
        let before = talk.value("loss")
        talk.run("set norm2.running_mean 0.5")
        #expect(talk.run("print norm2.running_mean") == "norm2.running_mean = [ 0.5  0.5 ]")
        #expect(talk.value("loss") != before)
        talk.run("undo")
        #expect(talk.value("loss") == before)
    }

    @Test("are refused in another size, and as a variance below 0")
    func areRefused() {
        var talk = Self.talk()
        #expect(talk.error("set norm2.running_mean [1,2,3]")?.message == "norm2.running_mean has 2 numbers, this is 1 x 3")
        #expect(
            talk.error("set norm2.running_variance[1] -1")?.message
                == "norm2.running_variance[1] is a mean of squares, so it is not negative")
        #expect(
            talk.error("freeze norm2.running_mean[1]")?.hint == "training moves it by its momentum; `set norm2.running_mean[1] 0` sets it")
    }

    @Test("a loss says which statistics it is of: outside training the running ones, within a pass those of the batch")
    func lossesSay() {
        var talk = Self.talk()
        #expect(talk.run("print loss").contains("(as outside training: batch normalisation uses its running statistics)"))
        talk.run("forward")
        #expect(talk.run("print loss").contains("(as in training: batch normalisation uses the statistics of this batch)"))
        var plain = Talk("net 2-2-1", "data xor")
        #expect(!plain.run("print loss").contains("training"))
    }
}

@Suite("freeze all")
struct FreezingAllTests {
    @Test("keeps every weight and bias, and unfreeze all lets them learn again")
    func all() {
        var talk = Talk("net 2-2-1", "data xor", "freeze all")
        let loss = talk.value("loss")
        talk.run("train 3")
        #expect(talk.value("loss") == loss)
        talk.run("unfreeze all")
        talk.run("train 3")
        #expect(talk.value("loss") != loss)
    }

    @Test("where there is no weight yet, the error says how to get one, and a range of names is told from a name")
    func hints() {
        var talk = Talk("layer input 2")
        #expect(talk.error("freeze all")?.hint == "it has none yet; `layer dense 3` adds a layer that has some")
        var network = Talk("net 2-2-1")
        #expect(network.error("freeze w1..w3")?.hint == "names stand one by one: w1 w3; W1 is all weights of layer 1")
    }
}

// What people type before they know the commands.
import Language
import Testing

@Suite("Everyday words")
struct EverydayWordsTests {
    /// The commands that a hint tells to type.
    private func commands(in hint: String) -> String? {
        let hint = hint.hasPrefix("each pass begins with gradients of 0; ") ? String(hint.dropFirst(38)) : hint
        for start in ["write: ", "for example: ", "these four rows: ", "a network that fits: "] where hint.hasPrefix(start) {
            return String(hint.dropFirst(start.count).split(separator: "; `")[0])
        }
        return hint.hasPrefix("`") ? hint.split(separator: "`").first.map(String.init) : nil
    }

    @Test(
        "a setting or a deed in other words is answered by the command that does it, and that works",
        arguments: [
            ("learning rate 0.1", "set lr 0.1"), ("lr=0.1", "set lr 0.1"), ("lr 0.1", "set lr 0.1"), ("lr = 0.1", "set lr 0.1"),
            ("Learning rate of 0.1", "set lr 0.1"), ("set learning rate 0.1", "set lr 0.1"), ("epochs 100", "train 100"),
            ("100 epochs", "train 100"), ("epochs=100", "train 100"), ("batch size 10", "set batch 10"), ("adam", "optimizer adam"),
            ("adam lr=0.01", "optimizer adam lr=0.01"), ("momentum 0.8", "optimizer sgd momentum=0.8"), ("seed 3", "init seed=3"),
            ("activation relu", "layer activation relu"), ("create a network 2-3-1", "net 2-3-1"), ("dataset xor", "data xor"),
            ("draw sigmoid tanh", "plot sigmoid tanh"), ("start over", "init"), ("evaluate", "print accuracy"),
            ("how do I train", "train 100"), ("How do I change the learning rate?", "set lr 0.1"), ("how to plot the loss", "plot loss"),
            ("how do I see the weights", "show weights"), ("how do I go back", "back"), ("how do I load data", "data iris"),
            ("what is this", "tour"), ("I don't understand", "tour"),
            ("model.summary()", "show network"), ("loss.backward()", "backward"), ("optimizer.step()", "update"),
            ("summary", "show network"),
            ("optimizer.zero_grad()", "show gradients"), ("zero_grad", "show gradients"), ("model.fit", "train 100"), ("fit", "train 100"),
            ("model.fit(x, y, epochs=10)", "train 100"), ("batch_size 2", "set batch 2"), ("epochs 10", "train 10"), ("F5", "continue"),
            ("torch.manual_seed(3)", "init seed=3"), ("xor data", "data xor"), ("weights show", "show weights"), ("w5 print", "print w5"),
            ("neuron", "help neuron"), ("stable ranks", "help stable ranks"),
            ("data xnor", "input [[0,0],[0,1],[1,0],[1,1]]; target [[1],[0],[0],[1]]"),
        ])
    func saying(line: String, command: String) throws {
        var talk = Talk("net 2-2-1 sigmoid", "data xor", "train 1", "step 2")
        let before = talk.bits, hint = talk.error(line)?.hint, found = try #require(hint.flatMap(commands))
        #expect(found == command && talk.bits == before)
        #expect(talk.error(found) == nil)
    }

    @Test(
        "the commonest mistakes are answered by the line that was typed, corrected",
        arguments: [
            ("train 5 lr=0.1", "set lr 0.1; train 5"), ("train epochs=10", "train 10"), ("set 0.4 w5", "set w5 0.4"),
            ("net 2 2 1", "net 2-2-1"), ("net tanh 2,2,1", "net 2-2-1 tanh"), ("init seed 3", "init seed=3"),
            ("split 70 30", "split 70/30"),
            ("input 1,2", "input 1 2"), ("train 100 200", "train 100"),
            ("optimizer sgd 0.1", "optimizer sgd lr=0.1"), ("train 5 epochs=10", "train 10"),
        ])
    func corrected(line: String, meant: String) {
        var talk = Talk("net 2-2-1 sigmoid", "data xor")
        let error = talk.error(line)
        #expect(error?.hint?.hasSuffix(": \(meant)") == true, "\(error?.hint ?? "")")
        talk = Talk("net 2-2-1 sigmoid", "data xor")
        #expect(talk.error(meant) == nil)
        #expect(talk.error("plot loss lgo=yes")?.hint == "did you mean 'plot loss log=yes'?")
    }

    @Test(
        "a question for a meaning is answered by the page of help",
        arguments: [
            ("what is a bias?", "bias of a unit"), ("what is net", "net input"), ("what is a loss", "loss function"),
            ("what are inputs", "input layer"), ("what is the network", "neural network"), ("what is a sigmoid?", "sigmoid"),
            ("What is the learning rate", "learning rate"), ("what are epochs?", "epochs"),
            ("what does delta mean?", "delta"), ("how does backpropagation work?", "backpropagation"), ("what's an LSTM", "lstm"),
            ("what is expected improvement?", "expected improvement"), ("what is a Gaussian process?", "Gaussian process"),
            ("what is TPE", "Parzen estimator"), ("what is a Parzen estimator?", "Parzen estimator"), ("what does pruned mean", "pruning"),
            ("what is a surrogate?", "surrogate"), ("what is the acquisition?", "acquisition function"),
            ("what is a trust region?", "trust region"), ("what are hyper-parameters?", "hyper-parameter"),
            ("what is he", "he"), ("what does h1 mean", "h1"),
        ])
    func question(line: String, subject: String) {
        var talk = Talk()
        #expect(talk.run(line) == talk.run("help \(subject)") && !talk.run(line).contains("error:"))
    }

    @Test("what nobody can tell is an error about the word, and a question that is being typed is none")
    func unknown() {
        var talk = Talk()
        #expect(
            talk.error("what is xyzzy?") == CommandError("there is no help about 'xyzzy'", column: 9, hint: "`help` lists the commands"))
        #expect(talk.error("foo bar")?.hint == "`help` lists the commands")
        for typed in ["what", "what i", "what is ", "what's", "how does "] {
            #expect(LineMistake.first(in: typed, cursor: typed.count, desk: talk.session.desk) == nil, "\(typed)")
        }
    }

    @Test(
        "data by another name lead to those that are there",
        arguments: [
            ("mnist", "write: data digits"), ("rings", "write: data circle"), ("blobs n=80", "write: data gauss n=80"),
            ("spirals", "did you mean 'spiral'?"), ("flowers", "write: data iris"),
        ])
    func data(name: String, hint: String) {
        var talk = Talk()
        #expect(talk.error("data \(name)")?.hint == hint)
        #expect(talk.error("data f.csv")?.hint == "a file is read by: data load f.csv")
    }

    @Test("where rows of the data are none for the network, the hints lead out, one after the other")
    func predicting() throws {
        var talk = Talk("net 2-2-1", "data iris")
        for line in ["predict 1 2", "predict 5.1 3.5 1.4 0.2", "predict"] {
            #expect(talk.error(line)?.hint == "a network that fits: net 4-10-3 relu output=softmax; train auto", "\(line)")
        }
        talk.run("net 4-10-3 relu output=softmax")
        let row = "predict 5.8 3.1 3.8 1.2"
        #expect(talk.error("predict")?.hint == "for example: \(row)")
        #expect(talk.error("predict 1 2")?.hint?.hasSuffix("for example: \(row)") == true && talk.error(row) == nil)
        // Single rows after data that were scaled.
        talk = Talk("data iris", "normalise", "net 2-2-1", "input 0.5 0.1")
        #expect(talk.error("predict 1 2")?.hint == "normalise none takes rows as they are")
        #expect(talk.error("normalise none") == nil && talk.error("predict 1 2") == nil)
    }
}

// Centered rmsprop and amsgrad against PyTorch 2.15 in float64. The numbers were written by this program:
//
//     import torch
//     x = torch.tensor([[1, 2], [-1, 0.5], [0.3, -2]], dtype=torch.float64)
//     t = torch.tensor([1, -0.5, 0.25], dtype=torch.float64)
//     def train(rule, **options):
//         p = torch.tensor([0.5, -0.3, 0.1], dtype=torch.float64, requires_grad=True)  # w1, w2, b
//         optimizer = rule([p], **options)
//         for update in range(1, 13):
//             optimizer.zero_grad()
//             ((x @ p[:2] + p[2] - t) ** 2 / 2).mean().backward()
//             optimizer.step()
//             if update in (1, 3, 12): print(options, update, [repr(float(v)) for v in p])
//     train(torch.optim.RMSprop, lr=0.05, alpha=0.9, centered=True)
//     train(torch.optim.RMSprop, lr=0.02, alpha=0.8, momentum=0.5, centered=True, weight_decay=0.01)
//     train(torch.optim.Adam, lr=0.1, betas=(0.8, 0.9), amsgrad=True)
//     train(torch.optim.Adam, lr=0.05, betas=(0.8, 0.9), amsgrad=True, weight_decay=0.1)
//     train(torch.optim.AdamW, lr=0.1, betas=(0.8, 0.9), amsgrad=True, weight_decay=0.05)
import Testing

@testable import NeuralEngine

@Suite("Centered rmsprop and amsgrad are PyTorch's")
struct PyTorchOptimizerTests {
    struct Run: Sendable, CustomTestStringConvertible {
        let optimizer: Optimizer
        /// w1, w2 and b after 1, 3 and 12 updates.
        let after: [Int: [Double]]
        var testDescription: String { "\(optimizer.rule)" }
    }

    static let runs = [
        Run(
            optimizer: Optimizer(.rmsprop(alpha: 0.9, centered: true), learningRate: 0.05),
            after: [
                1: [0.6666666450216479, -0.13333333850129178, 0.2666666296296379],
                3: [0.7313451773782739, -0.003375884634535274, 0.18582966372779766],
                12: [0.7017756054230523, 0.06453116582650723, 0.1690681999172697],
            ]),
        Run(
            optimizer: Optimizer(.rmsprop(alpha: 0.8, momentum: 0.5, centered: true), learningRate: 0.02, weightDecay: 0.01),
            after: [
                1: [0.549999995033113, -0.2500000011595547, 0.14999999161073968],
                3: [0.6685838791325923, -0.12309181170002594, 0.23683087263452857],
                12: [0.6912702669870873, 0.06950985642538658, 0.16902280221532384],
            ]),
        Run(
            optimizer: Optimizer(.adam(beta1: 0.8, beta2: 0.9, amsgrad: true), learningRate: 0.1),
            after: [
                1: [0.5999999961038962, -0.2000000009302325, 0.19999999333333376],
                3: [0.7722441206875508, -0.011260692890166887, 0.2900533406854252],
                12: [0.6198188604701841, 0.08263348092529954, 0.16658869751566804],
            ]),
        Run(
            optimizer: Optimizer(.adam(beta1: 0.8, beta2: 0.9, amsgrad: true), learningRate: 0.05, weightDecay: 0.1),
            after: [
                1: [0.5499999975806453, -0.25000000045248866, 0.1499999964285717],
                3: [0.6446757913155508, -0.15159617516566853, 0.23106443311222308],
                12: [0.6398096479163957, 0.11792655868031038, 0.1121820143015176],
            ]),
        Run(
            optimizer: Optimizer(.adamw(beta1: 0.8, beta2: 0.9, amsgrad: true), learningRate: 0.1, weightDecay: 0.05),
            after: [
                1: [0.5974999961038963, -0.1985000009302325, 0.19949999333333376],
                3: [0.7642424290861972, -0.00846904574278512, 0.288282745297012],
                12: [0.6170302133094812, 0.08086302237554822, 0.17014280307619084],
            ]),
    ]

    @Test("after 1, 3 and 12 updates, trained and stepped", arguments: runs)
    func updates(run: Run) {
        var network = Network(inputs: 2)
        network.append(units: 1, activation: .identity)
        var parameters = Parameters(zerosFor: network)
        parameters.weights[0] = Matrix(rows: [[0.5, -0.3]])
        parameters.biases[0] = [0.1]
        let samples = Samples(inputs: Matrix(rows: [[1, 2], [-1, 0.5], [0.3, -2]]), targets: Matrix(rows: [[1], [-0.5], [0.25]]))
        var trainer = Trainer(network: network, parameters: parameters, optimizer: run.optimizer, samples: samples, batchSize: 3)
        var stepper = Stepper(network: network, parameters: parameters, optimizer: run.optimizer, samples: samples, batchSize: 3)
        for update in 1...12 {
            trainer.epoch()
            stepper.travel(to: Stepper.Position(pass: update - 1, step: .max))
            #expect(stepper.parameters.values == trainer.parameters.values)
            guard let right = run.after[update] else { continue }
            #expect(distance(Array(trainer.parameters.values), right) <= 1e-13, "after \(update)")
        }
    }
}

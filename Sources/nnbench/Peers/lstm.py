#!/usr/bin/env python3
"""The workload lstm, and the same work done by JAX and PyTorch in float64.

    lstm.py write FOLDER          adds lstm to the workloads of FOLDER: its arrays and its entry in index.json
    lstm.py jax|torch FOLDER [THREADS]     trains it and prints the JSON line that every peer prints

An LSTM of 64 units over 50 steps of 32 numbers, its last answer read by one linear output; half the squared error, 32 sequences a batch, SGD.
Weights in the files are [inputs, 4 units] and [units, 4 units], columns in the order i, f, g, o.
"""
import json, os, pathlib, sys, time

STEPS, UNITS, INPUTS, SAMPLES, BATCH, RATE, EPOCHS = 50, 64, 32, 512, 32, 0.01, 4


def arrays():
    import numpy as np
    rng = np.random.default_rng(9)
    near = 1 / np.sqrt(UNITS)
    return {
        "x": rng.uniform(-1, 1, (SAMPLES, STEPS, INPUTS)), "y": rng.uniform(-1, 1, (SAMPLES, 1)),
        "w1": rng.uniform(-near, near, (INPUTS, 4 * UNITS)), "u1": rng.uniform(-near, near, (UNITS, 4 * UNITS)),
        "b1": np.zeros(4 * UNITS), "w2": rng.uniform(-near, near, (UNITS, 1)), "b2": np.zeros(1),
    }


def write(folder):
    import numpy as np
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "index.json"
    index = json.loads(file.read_text()) if file.exists() else {}
    made = arrays()
    for name, array in made.items():
        (folder / f"lstm.{name}.f64").write_bytes(np.ascontiguousarray(array, dtype="<f8").tobytes())
    index["lstm"] = {
        "kind": "lstm", "loss": "half-sse", "optimizer": "sgd", "lr": RATE, "batch": BATCH, "epochs": EPOCHS,
        "arrays": {name: list(array.shape) for name, array in made.items()},
    }
    file.write_text(json.dumps(index, indent=1))


def read(folder):
    import numpy as np
    entry = json.loads((folder / "index.json").read_text())["lstm"]
    return {name: np.fromfile(folder / f"lstm.{name}.f64", dtype="<f8").reshape(shape) for name, shape in entry["arrays"].items()}


def tell(peer, threads, seconds, loss):
    samples = SAMPLES * EPOCHS
    print(json.dumps({
        "peer": peer, "precision": "float64", "threads": threads, "workload": "lstm", "samples": samples, "seconds": seconds,
        "samples_per_s": samples / seconds, "final_loss": loss}))


def with_jax(a, threads):
    os.environ["XLA_FLAGS"] = f"--xla_cpu_multi_thread_eigen={'true' if threads > 1 else 'false'} intra_op_parallelism_threads={threads}"
    import jax
    import jax.numpy as jnp
    jax.config.update("jax_enable_x64", True)
    p = {name: jnp.asarray(a[name]) for name in ("w1", "u1", "b1", "w2", "b2")}

    def loss(p, x, y):
        def step(state, x):
            h, c = state
            i, f, g, o = jnp.split(x @ p["w1"] + h @ p["u1"] + p["b1"], 4, 1)
            c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
            return (jax.nn.sigmoid(o) * jnp.tanh(c), c), None
        zeros = jnp.zeros((x.shape[0], UNITS))
        (h, _), _ = jax.lax.scan(step, (zeros, zeros), x.transpose(1, 0, 2))
        return 0.5 * jnp.mean(jnp.sum((h @ p["w2"] + p["b2"] - y) ** 2, 1))

    update = jax.jit(lambda p, x, y: jax.tree.map(lambda w, g: w - RATE * g, p, jax.grad(loss)(p, x, y)))

    def train(p, epochs):
        for _ in range(epochs):
            for k in range(0, SAMPLES, BATCH):
                p = update(p, a["x"][k:k + BATCH], a["y"][k:k + BATCH])
        return jax.block_until_ready(p)

    train(p, 1)
    start = time.perf_counter()
    p = train(p, EPOCHS)
    tell("jax", threads, time.perf_counter() - start, float(loss(p, a["x"], a["y"])))


def with_torch(a, threads):
    import copy
    import torch
    torch.set_num_threads(threads)
    torch.set_default_dtype(torch.float64)
    x, y = torch.from_numpy(a["x"]), torch.from_numpy(a["y"])
    lstm, output = torch.nn.LSTM(INPUTS, UNITS, batch_first=True), torch.nn.Linear(UNITS, 1)
    with torch.no_grad():
        for parameter, value in [
            (lstm.weight_ih_l0, a["w1"].T), (lstm.weight_hh_l0, a["u1"].T), (lstm.bias_ih_l0, a["b1"]), (lstm.bias_hh_l0, 0 * a["b1"]),
            (output.weight, a["w2"].T), (output.bias, a["b2"]),
        ]:
            parameter.copy_(torch.from_numpy(value.copy()))
    lstm.bias_hh_l0.requires_grad = False

    def loss(lstm, output, x, y):
        return 0.5 * ((output(lstm(x)[0][:, -1]) - y) ** 2).sum(1).mean()

    def train(lstm, output, epochs):
        parameters = [p for p in [*lstm.parameters(), *output.parameters()] if p.requires_grad]
        optimizer = torch.optim.SGD(parameters, lr=RATE)
        for _ in range(epochs):
            for k in range(0, SAMPLES, BATCH):
                optimizer.zero_grad()
                loss(lstm, output, x[k:k + BATCH], y[k:k + BATCH]).backward()
                optimizer.step()

    train(copy.deepcopy(lstm), copy.deepcopy(output), 1)
    start = time.perf_counter()
    train(lstm, output, EPOCHS)
    seconds = time.perf_counter() - start
    with torch.no_grad():
        tell("torch", threads, seconds, float(loss(lstm, output, x, y)))


if __name__ == "__main__":
    what, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    if what == "write":
        write(folder)
    else:
        {"jax": with_jax, "torch": with_torch}[what](read(folder), int(sys.argv[3]) if len(sys.argv) > 3 else 1)

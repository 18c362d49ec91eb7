"""How far the engine's elementary functions are from the truth, on a million inputs each.

    pip install python-flint numpy
    python3 Tests/Accuracy/elementary.py [COUNT] [FUNCTION...]

Builds the kernels as a library of their own, draws inputs over the range of each function and around the places where it is
hard, and compares with Arb (ball arithmetic of 140 bits). Prints the worst error in units in the last place and ends with
status 1 if one is above 1. The forms over arrays must give the bits of the forms of one number. It takes some minutes, so
the test suite has hard cases only.
"""
import ctypes, glob, math, os, subprocess, sys, tempfile
import numpy
from flint import arb, ctx

ctx.prec = 140
KERNELS = os.path.join(os.path.dirname(__file__), "../../Sources/CKernels")
EVERYWHERE = None  # all positive numbers, by their bits

FUNCTIONS = {
    "exp": (lambda x: x.exp(), [(-745.2, 709.8), (-1, 1)]),
    "expm1": (lambda x: x.expm1(), [(-40, 709.8), (-1, 1)]),
    "log": (lambda x: x.log(), EVERYWHERE),
    "log1p": (lambda x: x.log1p(), [(-0.999999, 1000), (-0.1, 0.1)]),
    "log10": (lambda x: x.log() / arb(10).log(), EVERYWHERE),
    "sin": (lambda x: x.sin(), [(-1e5, 1e5), (-7, 7)]),
    "cos": (lambda x: x.cos(), [(-1e5, 1e5), (-7, 7)]),
    "erf": (lambda x: x.erf(), [(-6, 6), (-1, 1)]),
    "erfc": (lambda x: x.erfc(), [(-6, 27), (-1, 2)]),
    "tanh": (lambda x: x.tanh(), [(-20, 20), (-1, 1)]),
    "sigmoid": (lambda x: 1 / (1 + (-x).exp()), [(-745, 40), (-3, 3)]),
    "sqrt": (lambda x: x.sqrt(), EVERYWHERE),
    "pow": (lambda x, y: x ** y, EVERYWHERE),
}
EDGES = [0.0, -0.0, 5e-324, -5e-324, 2.2250738585072014e-308, 1e-300, -1e-300, 1.7976931348623157e308, -1.7976931348623157e308,
         math.inf, -math.inf, math.nan]


def library():
    path = os.path.join(tempfile.mkdtemp(), "kernels.so")
    sources = glob.glob(os.path.join(KERNELS, "*.c"))
    subprocess.run(["clang", "-O2", "-shared", "-fPIC", "-I" + os.path.join(KERNELS, "include"), *sources, "-lm", "-o", path], check=True)
    return ctypes.CDLL(path)


def inputs(ranges, count):
    random = numpy.random.default_rng(2024)
    if ranges is EVERYWHERE:
        bits = random.integers(1, 0x7FEFFFFFFFFFFFFF, count // 2, dtype=numpy.int64)
        return numpy.concatenate([bits.view(numpy.float64), random.uniform(0.5, 2, count - count // 2)])
    return numpy.concatenate([random.uniform(low, high, count // len(ranges)) for low, high in ranges])


def exponents(x):
    """For each base an exponent whose power is a number, or a whole one."""
    random = numpy.random.default_rng(2025)
    logarithms = numpy.log2(x)
    logarithms[logarithms == 0] = 1
    y = random.uniform(-1074, 1024, len(x)) / logarithms
    y[::4] = numpy.clip(numpy.round(y[::4]), -100, 100)
    return y


def powers(kernels, x, y):
    kernels.nnk_pow.argtypes, kernels.nnk_pow.restype = [ctypes.c_double, ctypes.c_double], ctypes.c_double
    return numpy.array([kernels.nnk_pow(*pair) for pair in zip(x, y)])


def one_by_one(kernels, name, x):
    function = getattr(kernels, "nnk_" + name)
    function.argtypes, function.restype = [ctypes.c_double], ctypes.c_double
    return numpy.array([function(value) for value in x])


def over_array(kernels, name, x):
    try:
        function = getattr(kernels, f"nnk_{name}_n")
    except AttributeError:
        return one_by_one(kernels, name, x)
    function.argtypes, function.restype = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t], None
    y = numpy.empty_like(x)
    function(x.ctypes.data, y.ctypes.data, len(x))
    return y


def bits(numbers):
    return numpy.where(numpy.isnan(numbers), numpy.nan, numbers).tobytes()  # one NaN is as good as another


def unit_in_last_place(value):
    return 2.0 ** max(-1074, math.frexp(abs(value))[1] - 53)


def worst_error(truth, x, y):
    """The worst error of results y, and where it is; an element of x is a number, or several."""
    worst, place = 0.0, None
    for x_i, y_i in zip(x.tolist(), y.tolist()):
        true = truth(*map(arb, x_i)) if isinstance(x_i, list) else truth(arb(x_i))
        rounded = float(true.mid())
        if math.isfinite(y_i) and math.isfinite(rounded):
            error = abs(float(((true - arb(y_i)) / arb(unit_in_last_place(rounded))).mid()))
        else:
            error = 0.0 if y_i == rounded else math.inf
        if error > worst:
            worst, place = error, x_i
    return worst, place


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    kernels, failed = library(), False
    for name in sys.argv[2:] or FUNCTIONS:
        truth, ranges = FUNCTIONS[name]
        x = inputs(ranges, count)
        if name == "pow":  # has no form over arrays
            y = exponents(x)
            (worst, place), same = worst_error(truth, numpy.column_stack([x, y]), powers(kernels, x, y)), True
        else:
            worst, place = worst_error(truth, x, over_array(kernels, name, x))
            some = numpy.array(EDGES + x[:100_000].tolist())
            same = bits(over_array(kernels, name, some)) == bits(one_by_one(kernels, name, some))
        print(f"{name:8} {len(x):>9} inputs, at most {worst:.4f} ulp, at {place!r}" + ("" if same else "; ARRAYS DIFFER"), flush=True)
        failed = failed or worst > 1 or not same
    sys.exit(failed)


if __name__ == "__main__":
    main()

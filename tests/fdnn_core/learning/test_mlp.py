import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import log_softmax
from scipy.special import softmax as scipy_softmax

from fdnn_core import Perceptron, softmax

ACTIVATIONS = pytest.mark.parametrize("activation", ["relu", "tanh", "sin"])
rng = np.random.default_rng(0)


@ACTIVATIONS
@pytest.mark.parametrize("widths", [[3, 2], [2, 5, 1], [1, 4, 3, 2]])
def test_gradient_agrees_with_finite_differences(activation, widths):
    network = Perceptron(widths, activation)
    parameters = network.initial(1) + rng.normal(0, 0.1, network.size)
    x, target = rng.normal(size=(7, widths[0])), rng.normal(size=(7, widths[-1]))
    step = 1e-6
    expected = [
        (network.mean_loss(parameters + way, x, target) - network.mean_loss(parameters - way, x, target))
        / 2
        / step
        for way in step * np.eye(network.size)
    ]
    np.testing.assert_allclose(network.gradient(parameters, x, target), expected, atol=1e-8)


@pytest.mark.parametrize(("name", "function"), [("tanh", np.tanh), ("sin", np.sin)])
def test_callable_activation_agrees_with_the_one_by_name(name, function):
    widths = [2, 5, 4, 1]
    by_name, by_function = Perceptron(widths, name), Perceptron(widths, function)
    parameters = by_name.initial(2)
    x, target = rng.normal(size=(7, 2)), rng.normal(size=(7, 1))
    np.testing.assert_array_equal(by_function(parameters, x), by_name(parameters, x))
    expected = by_name.gradient(parameters, x, target)
    np.testing.assert_allclose(by_function.gradient(parameters, x, target), expected, atol=1e-9)


@ACTIVATIONS
@pytest.mark.parametrize("widths", [[3, 2], [2, 5, 4], [1, 4, 3, 2]])
def test_gradient_of_the_cross_entropy_agrees_with_finite_differences(activation, widths):
    network = Perceptron(widths, activation, "cross_entropy")
    parameters = network.initial(1) + rng.normal(0, 0.1, network.size)
    x, labels = rng.normal(size=(7, widths[0])), rng.integers(0, widths[-1], 7)
    step = 1e-6
    expected = [
        (network.mean_loss(parameters + way, x, labels) - network.mean_loss(parameters - way, x, labels))
        / 2
        / step
        for way in step * np.eye(network.size)
    ]
    np.testing.assert_allclose(network.gradient(parameters, x, labels), expected, atol=1e-8)


@given(st.integers(0, 99), st.sampled_from([1.0, 30.0, 1e4]))
def test_cross_entropy_agrees_with_scipy(seed, scale):
    network = Perceptron([3, 4], loss="cross_entropy")
    generator = np.random.default_rng(seed)
    parameters, x = scale * network.initial(seed), generator.normal(size=(7, 3))
    labels = generator.integers(0, 4, 7)
    expected = -log_softmax(network(parameters, x), axis=1)[np.arange(7), labels].mean()
    assert network.mean_loss(parameters, x, labels) == pytest.approx(expected, rel=1e-12)


@given(st.integers(0, 99), st.sampled_from([1.0, 30.0, 1e4]))
def test_softmax_agrees_with_scipy(seed, scale):
    x = scale * np.random.default_rng(seed).normal(size=(2, 3, 5))
    np.testing.assert_allclose(softmax(x), scipy_softmax(x, axis=-1), rtol=1e-12)
    np.testing.assert_allclose(softmax(x + 7), softmax(x), rtol=1e-9)


def test_without_knowledge_the_cross_entropy_is_that_of_equal_probabilities():
    network = Perceptron([3, 10], loss="cross_entropy")
    assert network.mean_loss(np.zeros(network.size), np.ones((4, 3)), [0, 3, 5, 9]) == pytest.approx(
        np.log(10)
    )


@pytest.mark.parametrize("loss", ["squared_error", "cross_entropy"])
def test_gradient_agrees_with_torch(loss):
    torch = pytest.importorskip("torch")
    network = Perceptron([3, 5, 4], loss=loss)
    parameters, x = network.initial(), rng.normal(size=(7, 3))
    target = rng.integers(0, 4, 7) if loss == "cross_entropy" else rng.normal(size=(7, 4))
    flat = torch.tensor(parameters, requires_grad=True)
    hidden = torch.relu(torch.tensor(x) @ flat[:15].reshape(3, 5) + flat[15:20])
    output = hidden @ flat[20:40].reshape(5, 4) + flat[40:]
    functions = torch.nn.functional
    loss_of = functions.cross_entropy if loss == "cross_entropy" else functions.mse_loss
    loss_of(output, torch.tensor(target)).backward()
    np.testing.assert_allclose(network.gradient(parameters, x, target), flat.grad.numpy(), atol=1e-12)


@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 9))
def test_one_layer_is_an_affine_map(fan_in, fan_out, seed):
    parameters = np.random.default_rng(seed).normal(size=(fan_in + 1) * fan_out)
    weights, biases = parameters[:-fan_out].reshape(fan_in, fan_out), parameters[-fan_out:]
    x = np.random.default_rng(seed + 1).normal(size=(5, fan_in))
    np.testing.assert_allclose(Perceptron([fan_in, fan_out])(parameters, x), x @ weights + biases)


@pytest.mark.parametrize("activation", ["relu", "sin", np.tanh])
def test_pickled_networks_give_the_same_outputs_and_gradients(activation):
    network = Perceptron([2, 5, 1], activation)
    again = pickle.loads(pickle.dumps(network))
    parameters, x, target = network.initial(), rng.normal(size=(3, 2)), rng.normal(size=(3, 1))
    np.testing.assert_array_equal(again(parameters, x), network(parameters, x))
    np.testing.assert_array_equal(
        again.gradient(parameters, x, target), network.gradient(parameters, x, target)
    )


def test_squared_error_is_the_mean_over_all_outputs():
    network, x, target = Perceptron([2, 3]), rng.normal(size=(5, 2)), rng.normal(size=(5, 3))
    parameters = network.initial()
    expected = np.mean((network(parameters, x) - target) ** 2)
    assert network.mean_loss(parameters, x, target) == pytest.approx(expected)


@pytest.mark.parametrize("widths", [[3, 2], [64, 32, 10], [1, 4, 3, 2]])
def test_multiplications_are_the_weights(widths):
    network = Perceptron(widths)
    assert network.multiplications == network.size - sum(widths[1:])


def test_two_relu_units_represent_the_absolute_value():
    network = Perceptron([1, 2, 1], "relu")
    parameters = [1.0, -1.0, 0.0, 0.0, 1.0, 1.0, 0.0]
    x = np.linspace(-2, 2, 9)[:, None]
    np.testing.assert_array_equal(network(parameters, x), abs(x))


@pytest.mark.parametrize("scale", [0.5, 3.0])
def test_relu_network_without_biases_is_positively_homogeneous(scale):
    network = Perceptron([2, 64, 64, 1], "relu")
    x = rng.normal(size=(6, 2))
    parameters = network.initial()
    np.testing.assert_allclose(network(parameters, scale * x), scale * network(parameters, x), rtol=1e-10)


def test_initial_weights_keep_the_power_through_relu_layers():
    network = Perceptron([256, 256, 256, 256], "relu")
    x = rng.normal(size=(32, 256))
    power = np.mean(network(network.initial(3), x) ** 2)
    assert power == pytest.approx(2, rel=0.25)  # twice that of x, because no ReLU follows the last layer


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Perceptron([3]), r"widths must have at least 2 elements, got \[3\]"),
        (lambda: Perceptron([3, 0]), "width must be at least 1, got 0"),
        (lambda: Perceptron([3, 1], "step"), "activation must be 'relu', 'tanh' or 'sin', got 'step'"),
        (
            lambda: Perceptron([1, 1, 1], lambda z: z[:0])(np.ones(4), [[1.0]]),
            r"activation must keep the shape \(1, 1\), got \(0, 1\)",
        ),
        (lambda: Perceptron([1, 1])([0.0], [[1.0]]), r"parameters must have shape \(2,\), got \(1,\)"),
        (lambda: Perceptron([1, 1])([0.0, 1.0], [1.0]), r"x must have shape \(N, 1\), got \(1,\)"),
        (
            lambda: Perceptron([1, 1]).gradient([0.0, 1.0], [[1.0]], [1.0]),
            r"target must have shape \(1, 1\), got \(1,\)",
        ),
        (
            lambda: Perceptron([1, 1], loss="hinge"),
            "loss must be 'squared_error' or 'cross_entropy', got 'hinge'",
        ),
        (
            lambda: Perceptron([1, 2], loss="cross_entropy").gradient(np.ones(4), [[1.0]], [2]),
            r"target must be in \[0, 1\], got 2",
        ),
        (
            lambda: Perceptron([1, 2], loss="cross_entropy").mean_loss(np.ones(4), [[1.0]], [-1]),
            r"target must be in \[0, 1\], got -1",
        ),
        (
            lambda: Perceptron([1, 2], loss="cross_entropy").gradient(np.ones(4), [[1.0]], [[0, 1]]),
            r"target must have shape \(1,\), got \(1, 2\)",
        ),
        (lambda: softmax(1.0), r"x must have shape \(..., K\), got \(\)"),
    ],
)
def test_rejects_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_labels_must_be_integers():
    with pytest.raises(TypeError, match="target must be integer labels, got float64"):
        Perceptron([1, 2], loss="cross_entropy").gradient(np.ones(4), [[1.0]], [0.0])

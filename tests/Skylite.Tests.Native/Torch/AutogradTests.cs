using Skylite.Native.Torch;

namespace Skylite.Tests.Native.Torch;

public sealed class AutogradTests
{
    private static readonly CustomFunction Sign = new(
        "sign",
        inputs => Aten.Sign(inputs[0]),
        (gradient, inputs) => [Aten.Mul(gradient, Aten.Le(Aten.Abs(inputs[0]), 1))]);

    private static TorchTensor Leaf(params ReadOnlySpan<float> values)
    {
        var x = TorchTensor.From(values, values.Length);
        x.RequiresGrad = true;
        return x;
    }

    [Fact]
    public void Backward_adds_up_and_the_gradient_can_be_replaced()
    {
        using var scope = new TensorScope();
        var x = Leaf(1, 2, 3);
        Assert.Null(x.Grad);
        Aten.Sum(Aten.Square(x)).Backward();
        Aten.Sum(Aten.Square(x)).Backward();
        Assert.Equal([4, 8, 12], x.Grad!.ToArray<float>());
        x.Grad = TorchTensor.Ones(3);
        Assert.Equal([1, 1, 1], x.Grad!.ToArray<float>());
        x.Grad = null;
        Assert.Null(x.Grad);
        Aten.Mul(x, 2).Backward(TorchTensor.From<float>([1, 10, 100], 3));
        Assert.Equal([2, 20, 200], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void Gradients_leaves_the_leaves_alone_and_can_be_differentiated_again()
    {
        using var scope = new TensorScope();
        var x = Leaf(1, 2);
        var other = Leaf(5);
        var cubes = Aten.Sum(Aten.Pow(x, 3));
        var first = cubes.Gradients([x, other], createGraph: true);
        Assert.Null(first[1]);
        Assert.Equal([3, 12], first[0]!.ToArray<float>());
        var second = Aten.Sum(first[0]!).Gradients([x]);
        Assert.Equal([6, 12], second[0]!.ToArray<float>());
        Assert.Null(x.Grad);
    }

    [Fact]
    public void Regions_switch_recording_and_end_with_what_they_found()
    {
        using var scope = new TensorScope();
        var x = Leaf(1);
        using (TorchRuntime.NoGrad())
        {
            Assert.False(Aten.Neg(x).RequiresGrad);
            using (TorchRuntime.EnableGrad())
            {
                Assert.True(Aten.Neg(x).RequiresGrad);
            }

            Assert.False(Aten.Neg(x).RequiresGrad);
        }

        var y = Aten.Neg(x);
        Assert.True(y.RequiresGrad);
        Assert.False(y.IsLeaf);
        Assert.False(y.Detach().RequiresGrad);
    }

    [Fact]
    public void Autocast_computes_products_in_bfloat16_and_ends()
    {
        using var scope = new TensorScope();
        var a = TorchTensor.Ones(2, 3);
        var b = TorchTensor.Ones(3, 2);
        using (TorchRuntime.Autocast())
        {
            Assert.Equal(ScalarType.BFloat16, Aten.MatMul(a, b).Type);
            using (TorchRuntime.Autocast())
            {
                Assert.Equal(ScalarType.BFloat16, Aten.MatMul(a, b).Type);
            }

            Assert.Equal(ScalarType.BFloat16, Aten.MatMul(a, b).Type);
        }

        Assert.Equal(ScalarType.Float32, Aten.MatMul(a, b).Type);
    }

    [Fact]
    public void Bounded_activations_have_gradients_in_bfloat16()
    {
        using var scope = new TensorScope();
        foreach (var bounded in new Func<TorchTensor, TorchTensor>[]
        {
            x => Aten.Hardtanh(x, 0, 6), x => Aten.Clamp(x, 0, 6), Aten.Hardswish,
        })
        {
            var x = Leaf(-4, 0.5f, 2, 7);
            var expected = Aten.Sum(bounded(x)).Gradients([x])[0]!.ToArray<float>();
            Aten.Sum(bounded(Aten.To(x, ScalarType.BFloat16))).Backward();
            var gradient = x.Grad!.ToArray<float>();
            Assert.All(expected.Zip(gradient), pair => Assert.Equal(pair.First, pair.Second, 0.01));
        }
    }

    [Fact]
    public void A_custom_function_has_the_derivative_it_was_given()
    {
        using var scope = new TensorScope();
        var x = Leaf(-2, -0.5f, 0.5f, 2);
        var y = Sign.Apply(Aten.Mul(x, 1));
        Assert.Equal([-1, -1, 1, 1], y.ToArray<float>());
        Assert.True(y.RequiresGrad);
        Aten.Sum(Aten.Mul(y, 3)).Backward();
        Assert.Equal([0, 3, 3, 0], x.Grad!.ToArray<float>());
        Assert.False(Sign.Apply(TorchTensor.Ones(2)).RequiresGrad);
    }

    [Fact]
    public void A_custom_function_may_have_inputs_without_a_gradient()
    {
        using var scope = new TensorScope();
        var scaled = new CustomFunction("scaled", i => Aten.Mul(i[0], i[1]), (g, i) => [Aten.Mul(g, i[1]), null]);
        var x = Leaf(1, 2);
        Aten.Sum(scaled.Apply(x, TorchTensor.From<float>([5, 7], 2))).Backward();
        Assert.Equal([5, 7], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void What_a_backward_pass_throws_is_the_cause_of_the_failure()
    {
        using var scope = new TensorScope();
        var faulty = new CustomFunction("faulty", i => Aten.Neg(i[0]), (_, _) => throw new InvalidOperationException("out of paper"));
        var loss = Aten.Sum(faulty.Apply(Leaf(1)));
        var error = Assert.Throws<TorchException>(loss.Backward);
        Assert.Contains("faulty threw: out of paper", error.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(error.InnerException);

        var short1 = new CustomFunction("short", i => Aten.Neg(i[0]), (_, _) => []);
        Assert.Contains("0 gradients for 1 inputs", Assert.Throws<TorchException>(Aten.Sum(short1.Apply(Leaf(1))).Backward).Message, StringComparison.Ordinal);
        var same = new CustomFunction("same", i => i[0], (g, _) => [g]);
        Assert.Throws<TorchException>(() => same.Apply(Leaf(1)));
    }

    [Fact]
    public void Backward_needs_something_to_differentiate()
    {
        using var scope = new TensorScope();
        Assert.Contains("[2]", Assert.Throws<TorchException>(Aten.Mul(Leaf(1, 2), 2).Backward).Message, StringComparison.Ordinal);
        Assert.Throws<TorchException>(TorchTensor.Scalar(1).Backward);
    }
}

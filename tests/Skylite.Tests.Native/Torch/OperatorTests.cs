using Skylite.Native.Torch;

namespace Skylite.Tests.Native.Torch;

public sealed class OperatorTests
{
    [Fact]
    public void An_operator_shows_its_schema()
    {
        var op = TorchOperator.Find("add", "Tensor");
        Assert.Equal("aten::add.Tensor", op.Name);
        Assert.Contains("Scalar alpha=1", op.Schema, StringComparison.Ordinal);
        Assert.Same(op, TorchOperator.Find("aten::add", "Tensor"));
        Assert.False(TorchOperator.Find("no_such_operator").Exists);
        Assert.Contains(
            "no_such_operator", Assert.Throws<TorchException>(() => TorchOperator.Find("no_such_operator").Schema).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_become_what_the_schema_wants()
    {
        using var scope = new TensorScope();
        var x = TorchTensor.Ones(1, 1, 4, 4);
        Assert.Equal([1, 1, 2, 2], TorchOperator.Find("max_pool2d").Call(x, 2).Shape);
        Assert.Equal([1, 1, 2, 2], TorchOperator.Find("max_pool2d").Call(x, new long[] { 2 }, TorchValue.Default).Shape);
        Assert.Equal(8, TorchOperator.Find("elu").Call(Aten.Neg(Aten.Neg(x)), 1).ToArray<float>().Sum() / 2);
        Assert.Equal(3, TorchOperator.Find("item").CallNumber(TorchTensor.Full(3, ScalarType.Int32, TorchDevice.Cpu)));
    }

    [Fact]
    public void A_wrong_argument_is_named_with_what_was_expected()
    {
        using var scope = new TensorScope();
        var x = TorchTensor.Ones(1, 3, 8, 8);
        var pool = TorchOperator.Find("max_pool2d");
        Expect(() => pool.Call(x, "two"), "aten::max_pool2d", "'kernel_size'", "int[2]", "\"two\"");
        Expect(() => pool.Call(2.5), "'self'", "Tensor", "2.5");
        Expect(() => pool.Call((TorchTensor?)null, 2), "'self'", "none");
        Expect(() => pool.Call(x, 2, 2, 0, 1, false, 7), "takes 6 arguments, not 7");
        Expect(() => pool.Call(x), "kernel_size");
        Expect(() => TorchOperator.Find("cat").Call(TorchValue.Tensors([x, null]), 1), "'tensors'");
        x.Dispose();
        Assert.Throws<ObjectDisposedException>(() => pool.Call(x, 2));
    }

    [Fact]
    public void A_failure_names_the_operator_and_the_shapes()
    {
        using var scope = new TensorScope();
        var x = TorchTensor.Ones(1, 3, 8, 8);
        var w = TorchTensor.Ones(4, 2, 3, 3);
        Expect(
            () => Aten.Convolution(x, w, null, new ConvolutionOptions()), "aten::convolution", "input: float32[1, 3, 8, 8] cpu",
            "weight: float32[4, 2, 3, 3] cpu", "stride: [1, 1]");
        Expect(() => Aten.Cat([x, w]), "aten::cat", "2 tensors");
    }

    [Fact]
    public void Lists_longer_than_the_stack_buffer_work()
    {
        using var scope = new TensorScope();
        var many = Enumerable.Range(0, 300).Select(i => TorchTensor.Scalar(i)).ToArray();
        Assert.Equal(300 * 299 / 2, Aten.Sum(Aten.Stack(many)).Item());
        Aten.ForeachMulInPlace(many, 2);
        Assert.Equal(598, many[299].Item());
        Assert.Equal(300, TorchOperator.Find("unbind", "int").CallMany(Aten.Stack(many)).Length);
    }

    private static void Expect(Action call, params string[] parts)
    {
        var message = Assert.Throws<TorchException>(call).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}

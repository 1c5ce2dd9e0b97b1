using Skylite.Native.Torch;

namespace Skylite.Tests.Native.Torch;

/// <summary>Operators that change their argument against their counterparts that do not.</summary>
public sealed class InPlaceTests
{
    private static readonly Dictionary<string, (Action<TorchTensor, AtenSample> Change, Func<TorchTensor, AtenSample, TorchTensor> Same)> Cases = new()
    {
        ["copy"] = ((x, s) => Aten.CopyInPlace(x, s.Y), (_, s) => s.Y),
        ["zero"] = ((x, _) => Aten.ZeroInPlace(x), (x, _) => Aten.Mul(x, 0)),
        ["fill"] = ((x, _) => Aten.FillInPlace(x, 2.5), (x, _) => Aten.Add(Aten.Mul(x, 0), 2.5)),
        ["add"] = ((x, s) => Aten.AddInPlace(x, s.Y, 0.5), (x, s) => Aten.Add(x, s.Y, 0.5)),
        ["add number"] = ((x, _) => Aten.AddInPlace(x, 2), (x, _) => Aten.Add(x, 2)),
        ["sub"] = ((x, s) => Aten.SubInPlace(x, s.Y, 0.5), (x, s) => Aten.Sub(x, s.Y, 0.5)),
        ["mul"] = ((x, s) => Aten.MulInPlace(x, s.Y), (x, s) => Aten.Mul(x, s.Y)),
        ["mul number"] = ((x, _) => Aten.MulInPlace(x, 3), (x, _) => Aten.Mul(x, 3)),
        ["div"] = ((x, s) => Aten.DivInPlace(x, s.Positive), (x, s) => Aten.Div(x, s.Positive)),
        ["div number"] = ((x, _) => Aten.DivInPlace(x, 3), (x, _) => Aten.Div(x, 3)),
        ["addcmul"] = ((x, s) => Aten.AddcmulInPlace(x, s.Y, s.Positive, 0.3), (x, s) => Aten.Addcmul(x, s.Y, s.Positive, 0.3)),
        ["addcdiv"] = ((x, s) => Aten.AddcdivInPlace(x, s.Y, s.Positive, 0.3), (x, s) => Aten.Addcdiv(x, s.Y, s.Positive, 0.3)),
        ["lerp"] = ((x, s) => Aten.LerpInPlace(x, s.Y, 0.2), (x, s) => Aten.Lerp(x, s.Y, 0.2)),
        ["clamp"] = ((x, _) => Aten.ClampInPlace(x, -0.2, 0.4), (x, _) => Aten.Clamp(x, -0.2, 0.4)),
        ["relu"] = ((x, _) => Aten.ReluInPlace(x), (x, _) => Aten.Relu(x)),
        ["masked-fill"] = ((x, s) => Aten.MaskedFillInPlace(x, Aten.Gt(s.Y, 0), 4), (x, s) => Aten.MaskedFill(x, Aten.Gt(s.Y, 0), 4)),
        ["index-put"] = ((x, s) => Aten.IndexPutInPlace(x, [null, s.Idx], TorchTensor.Ones(1)), (x, s) => Aten.IndexPut(x, [null, s.Idx], TorchTensor.Ones(1))),
        ["index-fill"] = ((x, s) => Aten.IndexFillInPlace(x, 1, s.Idx, 1), (x, s) => Aten.IndexPut(x, [null, s.Idx], TorchTensor.Ones(1))),
        ["foreach zero"] = ((x, _) => Aten.ForeachZeroInPlace([x]), (x, _) => Aten.Mul(x, 0)),
        ["foreach add"] = ((x, s) => Aten.ForeachAddInPlace([x], [s.Y], 0.5), (x, s) => Aten.Add(x, s.Y, 0.5)),
        ["foreach add number"] = ((x, _) => Aten.ForeachAddInPlace([x], 2), (x, _) => Aten.Add(x, 2)),
        ["foreach sub"] = ((x, s) => Aten.ForeachSubInPlace([x], [s.Y], 0.5), (x, s) => Aten.Sub(x, s.Y, 0.5)),
        ["foreach mul"] = ((x, s) => Aten.ForeachMulInPlace([x], [s.Y]), (x, s) => Aten.Mul(x, s.Y)),
        ["foreach mul number"] = ((x, _) => Aten.ForeachMulInPlace([x], 3), (x, _) => Aten.Mul(x, 3)),
        ["foreach div"] = ((x, s) => Aten.ForeachDivInPlace([x], [s.Positive]), (x, s) => Aten.Div(x, s.Positive)),
        ["foreach div number"] = ((x, _) => Aten.ForeachDivInPlace([x], 3), (x, _) => Aten.Div(x, 3)),
        ["foreach neg"] = ((x, _) => Aten.ForeachNegInPlace([x]), (x, _) => Aten.Neg(x)),
        ["foreach sqrt"] = ((x, _) => { Aten.MulInPlace(x, x); Aten.ForeachSqrtInPlace([x]); }, (x, _) => Aten.Abs(x)),
        ["foreach addcmul"] = ((x, s) => Aten.ForeachAddcmulInPlace([x], [s.Y], [s.Positive], 0.3), (x, s) => Aten.Addcmul(x, s.Y, s.Positive, 0.3)),
        ["foreach addcdiv"] = ((x, s) => Aten.ForeachAddcdivInPlace([x], [s.Y], [s.Positive], 0.3), (x, s) => Aten.Addcdiv(x, s.Y, s.Positive, 0.3)),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Changes_its_argument_as_its_counterpart_computes(string name)
    {
        using var scope = new TensorScope();
        var sample = new AtenSample();
        var (change, same) = Cases[name];
        var expected = same(sample.X, sample).ToArray<float>();
        change(sample.X, sample);
        Assert.All(expected.Zip(sample.X.ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void The_straight_through_gradient_of_fake_quantisation_stops_outside_the_range()
    {
        using var scope = new TensorScope();
        var x = TorchTensor.From<float>([-2, -0.31f, 0.2f, 2], 4);
        x.RequiresGrad = true;
        var y = Aten.FakeQuantizePerTensor(x, 0.1, 0, -8, 7);
        Assert.All(new[] { -0.8f, -0.3f, 0.2f, 0.7f }.Zip(y.ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Aten.Sum(y).Backward();
        Assert.Equal([0, 1, 1, 0], x.Grad!.ToArray<float>());

        var scale = TorchTensor.From<float>([0.1f], 1);
        scale.RequiresGrad = true;
        Aten.Sum(Aten.FakeQuantizeLearnablePerTensor(x, scale, TorchTensor.Zeros(1), -8, 7)).Backward();
        Assert.Equal(-8 + 0.1 + 0 + 7, scale.Grad!.Item(), 1e-4);
    }
}

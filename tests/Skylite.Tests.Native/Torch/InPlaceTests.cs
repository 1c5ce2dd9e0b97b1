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
        ["addcmul"] = ((x, s) => Aten.AddcmulInPlace(x, s.Y, s.Positive, 0.3), (x, s) => Aten.Add(x, Aten.Mul(s.Y, s.Positive), 0.3)),
        ["div number"] = ((x, _) => Aten.DivInPlace(x, 3), (x, _) => Aten.Div(x, 3)),
        ["relu"] = ((x, _) => Aten.ReluInPlace(x), (x, _) => Aten.Relu(x)),
        ["foreach add"] = ((x, s) => Aten.ForeachAddInPlace([x], [s.Y], 0.5), (x, s) => Aten.Add(x, s.Y, 0.5)),
        ["foreach mul number"] = ((x, _) => Aten.ForeachMulInPlace([x], 3), (x, _) => Aten.Mul(x, 3)),
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
    }
}

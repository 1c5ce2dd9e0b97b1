using Skylite.Native.Torch;

namespace Skylite.Tests.Native.Torch;

/// <summary>Each typed operator against python3-torch 1.13 on the same inputs, by a weighted sum of its result.</summary>
public sealed class AtenIndexingTests
{
    private static readonly Dictionary<string, (double Expected, Func<AtenSample, TorchTensor> Call)> Cases = new()
    {
        ["sum"] = (0.091004519, s => Aten.Sum(s.X)),
        ["sum axes"] = (-0.18263785, s => Aten.Sum(s.X, [0, 2])),
        ["mean"] = (0.00031598793, s => Aten.Mean(s.X)),
        ["mean axes"] = (0.0008891961, s => Aten.Mean(s.X, [2, 3], keep: true)),
        ["amax"] = (-2.2807467, s => Aten.Amax(s.X, [1])),
        ["amin"] = (-0.5402919, s => Aten.Amin(s.X)),
        ["prod"] = (-0.52736462, s => Aten.Prod(s.Positive, 1)),
        ["argmax"] = (-1.331855, s => Aten.Argmax(s.X, 1)),
        ["argmin"] = (-2.2609331, s => Aten.Argmin(s.X, -1, keep: true)),
        ["top-k"] = (-4.2962728, s => Aten.TopK(s.Lg, 2).Indices),
        ["top-k least"] = (4.6623417, s => Aten.TopK(s.Lg, 2, 0, largest: false).Values),
        ["sort"] = (3.8316529, s => Aten.Sort(s.Lg, 1, descending: true).Indices),
        ["cumsum"] = (7.4281612, s => Aten.CumSum(s.X, 1)),
        ["log-sum-exp"] = (-3.2587777, s => Aten.LogSumExp(s.X, [1])),
        ["var"] = (-0.75798887, s => Aten.Var(s.X, [0, 2, 3], 0)),
        ["norm"] = (6.4755137, s => Aten.Norm(s.X)),
        ["norm 1"] = (-9.4078133, s => Aten.Norm(s.X, 1, [1, 2])),
        ["slice"] = (1.229723, s => Aten.Slice(s.X, 2, 1, null, 2)),
        ["narrow"] = (0.40623749, s => Aten.Narrow(s.X, 3, 2, 3)),
        ["select"] = (-2.2487358, s => Aten.Select(s.X, 1, 2)),
        ["index-select"] = (-3.2812143, s => Aten.IndexSelect(s.X, 1, s.Idx)),
        ["gather"] = (1.2655901, s => Aten.Gather(s.M, 0, s.Gi)),
        ["scatter"] = (-0.54195053, s => Aten.Scatter(s.M, 0, s.Gi, Aten.Narrow(s.M, 0, 1, 2))),
        ["scatter value"] = (8.0484496, s => Aten.Scatter(s.M, 0, s.Gi, 9)),
        ["scatter-add"] = (-0.92273585, s => Aten.ScatterAdd(s.M, 0, s.Gi, Aten.Narrow(s.M, 0, 1, 2))),
        ["index-add"] = (1.2568403, s => Aten.IndexAdd(s.M, 0, s.Idx, Aten.Neg(s.M))),
        ["masked-fill"] = (-2.962985, s => Aten.MaskedFill(s.X, Aten.Gt(s.X, 0), 3)),
        ["nonzero"] = (-1.6843989, s => Aten.NonZero(Aten.Gt(s.M, 0))),
        ["one-hot"] = (0.27787653, s => Aten.OneHot(s.Lab, 6)),
        ["tril"] = (1.0785446, s => Aten.Tril(s.M, -1)),
        ["triu"] = (-1.5035304, s => Aten.Triu(s.M)),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_what_PyTorch_gives(string name)
    {
        using var scope = new TensorScope();
        var (expected, call) = Cases[name];
        AtenSample.Check(expected, call(new AtenSample()));
    }
}

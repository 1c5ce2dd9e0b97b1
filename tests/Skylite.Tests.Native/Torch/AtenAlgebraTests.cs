using Skylite.Native.Torch;

namespace Skylite.Tests.Native.Torch;

/// <summary>Each typed operator against python3-torch 1.13 on the same inputs, by a weighted sum of its result.</summary>
public sealed class AtenAlgebraTests
{
    private static readonly Dictionary<string, (double Expected, Func<AtenSample, TorchTensor> Call)> Cases = new()
    {
        ["matmul"] = (-1.9748887, s => Aten.MatMul(s.M, s.N)),
        ["addmm"] = (-4.9372218, s => Aten.Addmm(Aten.MatMul(s.M, s.N), s.M, s.N, 0.5, 2)),
        ["linear"] = (1.4175593, s => Aten.Linear(s.M, Aten.T(s.N), Aten.Narrow(s.B6, 0, 0, 5))),
        ["bmm"] = (3.1407642, s => Aten.Bmm(Aten.Select(s.X, 0, 0), Aten.Select(s.Y, 0, 1))),
        ["einsum"] = (-12.99156, s => Aten.Einsum("bchw,oc->bohw", s.X, s.M)),
        ["cross-entropy"] = (2.2090886, s => Aten.CrossEntropyLoss(s.Lg, s.Lab)),
        ["cross-entropy weighted smooth"] = (2.1199056, s => Aten.CrossEntropyLoss(s.Lg, s.Lab, s.Cw, labelSmoothing: 0.1)),
        ["cross-entropy soft"] = (-2.6634104, s => Aten.CrossEntropyLoss(s.Lg, s.Soft, null, TorchReduction.None)),
        ["kl-div"] = (2.4483824, s => Aten.KlDiv(Aten.LogSoftmax(s.Lg, 1), s.Soft, TorchReduction.Sum)),
        ["fake-quantize"] = (0.207727, s => Aten.FakeQuantizePerTensor(s.X, 0.05, 3, -8, 7)),
        ["fake-quantize channel"] = (-0.84729561, s => Aten.FakeQuantizePerChannel(s.X, Aten.Mul(s.C1, 0.1), TorchTensor.From<int>([0, 1, 2, 3], 4), 1, -8, 7)),
        ["nearest"] = (1.2560297, s => Aten.UpsampleNearest2d(s.X, [9, 4])),
        ["bilinear"] = (0.43723202, s => Aten.UpsampleBilinear2d(s.X, [9, 4])),
        ["bilinear corners"] = (0.57533742, s => Aten.UpsampleBilinear2d(s.X, [9, 4], alignCorners: true)),
        ["bilinear scales"] = (-0.87451671, s => Aten.UpsampleBilinear2d(s.X, [9, 9], scaleHeight: 1.6, scaleWidth: 1.6)),
        ["bicubic"] = (0.52915289, s => Aten.UpsampleBicubic2d(s.X, [9, 4])),
        ["grid-sample"] = (4.1853274, s => Aten.GridSample(s.X, s.Grid)),
        ["grid-sample border"] = (0.5543257, s => Aten.GridSample(s.X, s.Grid, GridInterpolation.Nearest, GridPadding.Border, alignCorners: true)),
        ["foreach norm"] = (1.3739142, s => Aten.ForeachNorm([s.M, s.C1])[0]),
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

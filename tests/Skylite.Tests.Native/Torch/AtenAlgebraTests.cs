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
        ["singular values"] = (0.93460743, s => Aten.Svd(s.M).S),
        ["eigenvalues"] = (-8.5737867, s => Aten.Eigh(s.Square).Values),
        ["cholesky"] = (-1.1038119, s => Aten.Cholesky(s.Square)),
        ["solve"] = (-0.083401745, s => Aten.Solve(s.Square, s.M)),
        ["inverse"] = (0.025053923, s => Aten.Inverse(s.Square)),
        ["pinv"] = (-0.75276242, s => Aten.Pinv(s.M)),
        ["cdist"] = (-0.52956183, s => Aten.Cdist(s.M, Aten.T(s.N))),
        ["cross-entropy"] = (2.2090886, s => Aten.CrossEntropyLoss(s.Lg, s.Lab)),
        ["cross-entropy weighted smooth"] = (2.1199056, s => Aten.CrossEntropyLoss(s.Lg, s.Lab, s.Cw, labelSmoothing: 0.1)),
        ["cross-entropy soft"] = (-2.6634104, s => Aten.CrossEntropyLoss(s.Lg, s.Soft, null, TorchReduction.None)),
        ["nll"] = (8.3701318, s => Aten.NllLoss(Aten.LogSoftmax(s.Lg, 1), s.Lab, s.Cw, TorchReduction.Sum)),
        ["kl-div"] = (2.4483824, s => Aten.KlDiv(Aten.LogSoftmax(s.Lg, 1), s.Soft, TorchReduction.Sum)),
        ["mse"] = (0.53738364, s => Aten.MseLoss(s.X, s.Y)),
        ["l1"] = (0.43628883, s => Aten.L1Loss(s.X, s.Y)),
        ["smooth l1"] = (93.001101, s => Aten.SmoothL1Loss(s.X, s.Y, TorchReduction.Sum, 0.5)),
        ["bce logits"] = (0.67567809, s => Aten.BinaryCrossEntropyWithLogits(s.Lg, s.Soft, positiveWeight: s.Cw)),
        ["bce"] = (0.64357173, s => Aten.BinaryCrossEntropy(Aten.Sigmoid(s.Lg), s.Soft)),
        ["cosine"] = (1.6215989, s => Aten.CosineSimilarity(s.X, s.Y)),
        ["fake-quantize"] = (0.207727, s => Aten.FakeQuantizePerTensor(s.X, 0.05, 3, -8, 7)),
        ["fake-quantize channel"] = (-0.84729561, s => Aten.FakeQuantizePerChannel(s.X, Aten.Mul(s.C1, 0.1), TorchTensor.From<int>([0, 1, 2, 3], 4), 1, -8, 7)),
        ["fake-quantize learned"] = (-0.039301534,
            s => Aten.FakeQuantizeLearnablePerTensor(s.X, TorchTensor.From<float>([0.05f], 1), TorchTensor.Zeros(1), -8, 7)),
        ["nearest"] = (1.2560297, s => Aten.UpsampleNearest2d(s.X, [9, 4])),
        ["nearest exact"] = (-0.94676595, s => Aten.UpsampleNearestExact2d(s.X, [9, 4])),
        ["bilinear"] = (0.43723202, s => Aten.UpsampleBilinear2d(s.X, [9, 4])),
        ["bilinear corners"] = (0.57533742, s => Aten.UpsampleBilinear2d(s.X, [9, 4], alignCorners: true)),
        ["bilinear scales"] = (-0.87451671, s => Aten.UpsampleBilinear2d(s.X, [9, 9], scaleHeight: 1.6, scaleWidth: 1.6)),
        ["bicubic"] = (0.52915289, s => Aten.UpsampleBicubic2d(s.X, [9, 4])),
        ["linear 1d"] = (-14.013307, s => Aten.UpsampleLinear1d(s.Seq, [7])),
        ["nearest 1d"] = (-23.075775, s => Aten.UpsampleNearest1d(s.Seq, [7])),
        ["grid-sample"] = (4.1853274, s => Aten.GridSample(s.X, s.Grid)),
        ["grid-sample border"] = (0.5543257, s => Aten.GridSample(s.X, s.Grid, GridInterpolation.Nearest, GridPadding.Border, alignCorners: true)),
        ["foreach add"] = (-2.8763852, s => Aten.ForeachAdd([s.M, s.C1], [s.M, s.C2], 0.5)[1]),
        ["foreach mul"] = (-1.2749573, s => Aten.ForeachMul([s.M, s.C1], 3)[0]),
        ["foreach div"] = (-2.2244627, s => Aten.ForeachDiv([s.M, s.C1], [s.M, s.C4])[1]),
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

using Skylite.Native.Torch;

namespace Skylite.Tests.Native.Torch;

/// <summary>Each typed operator against python3-torch 1.13 on the same inputs, by a weighted sum of its result.</summary>
public sealed class AtenShapeTests
{
    private static readonly Dictionary<string, (double Expected, Func<AtenSample, TorchTensor> Call)> Cases = new()
    {
        ["cat"] = (-10.965999, s => Aten.Cat([s.X, s.Y], 1)),
        ["stack"] = (-1.5355414, s => Aten.Stack([s.X, s.Y], -1)),
        ["reshape"] = (-0.5758489, s => Aten.Reshape(s.X, 4, -1)),
        ["permute"] = (0.80030708, s => Aten.Permute(s.X, 3, 0, 2, 1)),
        ["transpose"] = (1.3436412, s => Aten.Transpose(s.X, 1, 3)),
        ["move-axis"] = (-0.2347904, s => Aten.MoveAxis(s.X, 1, 3)),
        ["expand"] = (-0.83613459, s => Aten.Expand(s.C1, 3, -1)),
        ["flatten"] = (-0.5758489, s => Aten.Flatten(s.X, 1, 2)),
        ["flip"] = (-0.27718267, s => Aten.Flip(s.X, 2, 3)),
        ["repeat"] = (-0.24151832, s => Aten.Repeat(s.M, 2, 1, 3)),
        ["pad"] = (3.3839027, s => Aten.Pad(s.X, [1, 2, 0, 3], value: 1.5)),
        ["pad reflect"] = (-4.654085, s => Aten.Pad(s.X, [1, 2, 3, 0], "reflect")),
        ["pad replicate"] = (1.2706548, s => Aten.Pad(s.X, [1, 2, 3, 0], "replicate")),
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

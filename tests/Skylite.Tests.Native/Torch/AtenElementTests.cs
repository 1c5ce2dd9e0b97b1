using Skylite.Native.Torch;

namespace Skylite.Tests.Native.Torch;

/// <summary>Each typed operator against python3-torch 1.13 on the same inputs, by a weighted sum of its result.</summary>
public sealed class AtenElementTests
{
    private static readonly Dictionary<string, (double Expected, Func<AtenSample, TorchTensor> Call)> Cases = new()
    {
        ["add"] = (-10.005952, s => Aten.Add(s.X, s.Y)),
        ["sub"] = (8.8542549, s => Aten.Sub(s.X, s.Y)),
        ["mul"] = (-0.0778691, s => Aten.Mul(s.X, s.Y)),
        ["div"] = (71.548517, s => Aten.Div(s.X, s.Y)),
        ["remainder"] = (-1.3781318, s => Aten.Remainder(s.X, s.Y)),
        ["fmod"] = (2.6702067, s => Aten.Fmod(s.X, s.Y)),
        ["maximum"] = (-3.8052544, s => Aten.Maximum(s.X, s.Y)),
        ["minimum"] = (-6.2006976, s => Aten.Minimum(s.X, s.Y)),
        ["eq"] = (0, s => Aten.Eq(s.X, s.Y)),
        ["lt"] = (-1.4633415, s => Aten.Lt(s.X, s.Y)),
        ["le"] = (-1.4633415, s => Aten.Le(s.X, s.Y)),
        ["gt"] = (0.43924417, s => Aten.Gt(s.X, s.Y)),
        ["ge"] = (0.43924417, s => Aten.Ge(s.X, s.Y)),
        ["and"] = (-1.0240973, s => Aten.LogicalAnd(s.X, s.Y)),
        ["or"] = (-1.0240973, s => Aten.LogicalOr(s.X, s.Y)),
        ["xor"] = (0, s => Aten.LogicalXor(s.X, s.Y)),
        ["add scaled"] = (-5.2909006, s => Aten.Add(s.X, s.Y, 0.5)),
        ["sub scaled"] = (4.1392029, s => Aten.Sub(s.X, s.Y, 0.5)),
        ["rsub"] = (-1.4723466, s => Aten.Rsub(s.X, 2)),
        ["pow"] = (-1.1592355, s => Aten.Pow(s.Positive, s.Y)),
        ["pow number"] = (-0.59756586, s => Aten.Pow(s.X, 3)),
        ["div rounded"] = (-0.1264636, s => Aten.DivRounded(s.X, s.Positive, "floor")),
        ["lerp"] = (-3.2321253, s => Aten.Lerp(s.X, s.Y, 0.3)),
        ["where"] = (-5.6435043, s => Aten.Where(Aten.Gt(s.X, 0.1), s.X, s.Y)),
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

namespace Skylite.Graphs.Channels.Rules;

/// <summary>Which operands of an element-wise operator must be zero for its result to be zero.</summary>
internal sealed class Silence
{
    private static readonly string[] Preserving =
    [
        "Relu", "LeakyRelu", "PRelu", "Elu", "Selu", "Celu", "Gelu", "HardSwish", "Mish", "ThresholdedRelu", "Shrink", "Tanh", "Softsign", "Erf", "Sqrt", "Abs",
        "Neg", "Sign", "Floor", "Ceil", "Round", "Sin", "Tan", "Asin", "Atan", "Sinh", "Asinh", "Atanh", "Div",
    ];

    private readonly Func<Operand[], int[], bool> _holds;

    private Silence(Func<Operand[], int[], bool> holds) => _holds = holds;

    /// <summary>All operands: sums.</summary>
    public static Silence All { get; } = new((operands, axes) => Array.TrueForAll(operands, o => IsSilent(o, axes)));

    /// <summary>One operand: products.</summary>
    public static Silence Any { get; } = new((operands, axes) => Array.Exists(operands, o => IsSilent(o, axes)));

    /// <summary>The first operand: functions that are zero at zero, quotients.</summary>
    public static Silence First { get; } = new((operands, axes) => IsSilent(operands[0], axes));

    /// <summary>No operand helps.</summary>
    public static Silence Never { get; } = new((_, _) => false);

    /// <summary>What holds for a node's operator.</summary>
    public static Silence Of(ChannelTies ties) => ties.Node.OpType switch
    {
        "Add" or "Sub" or "Sum" or "Mean" or "Max" or "Min" => All,
        "Mul" => Any,
        "Pow" when ties.ConstantOf(1) is { Count: 1, Type: ElementType.Float } power && power.ToSingle()[0] > 0 => First,
        var name when Array.IndexOf(Preserving, name) >= 0 => First,
        _ => Never,
    };

    public bool Holds(Operand[] operands, int[] axes) => _holds(operands, axes);

    private static bool IsSilent(Operand operand, int[] axes) =>
        operand.Map.Grids.Where(g => axes.Contains(g.Axes[0])).Select(g => (bool?)g.Silent).DefaultIfEmpty(false).All(s => s == true);
}

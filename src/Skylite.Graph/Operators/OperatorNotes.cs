namespace Skylite.Graphs.Operators;

/// <summary>What a user can do about operators that Skylite deliberately does not compute.</summary>
public static class OperatorNotes
{
    /// <summary>A sentence with a blank behind it for operators whose refusal has an own reason; empty for all others.</summary>
    public static string Of(Node node) => node.Domain.Length > 0 ? string.Empty : node.OpType switch
    {
        "If" => "Its condition depends on what the graph is fed, so neither branch can be taken beforehand: export the model with fixed input sizes. ",
        "Loop" => "How often it runs depends on what the graph is fed, or is too often to be written out: export the model with the loop unrolled. ",
        "Scan" => "Skylite does not unroll Scan: export the model with the recurrence written out. ",
        "RNN" or "LSTM" or "GRU" => "Skylite is for networks without recurrence. ",
        _ when node.OpType.StartsWith("Sequence", StringComparison.Ordinal)
            || node.OpType is "SplitToSequence" or "ConcatFromSequence" or "Optional" or "OptionalGetElement" =>
            "Skylite handles tensors alone, no sequences and optional values. ",
        _ => string.Empty,
    };
}

namespace Skylite.Graphs.Operators;

/// <summary>How many inputs and outputs an operator takes; a count may be left open with <see cref="Many"/>.</summary>
public readonly record struct Arity(int MinInputs, int MaxInputs, int MinOutputs = 1, int MaxOutputs = 1)
{
    /// <summary>No upper limit.</summary>
    public const int Many = int.MaxValue;

    /// <summary>Exactly this many inputs, and one output.</summary>
    public static Arity Of(int inputs) => new(inputs, inputs);

    /// <summary>Whether a node's counts lie within the limits and the required inputs are given.</summary>
    public bool Allows(Node node) =>
        node.Inputs.Count >= MinInputs && node.Inputs.Count <= MaxInputs
        && node.Outputs.Count >= MinOutputs && node.Outputs.Count <= MaxOutputs
        && node.Inputs.Take(MinInputs).All(i => i is not null);
}

using Skylite.Graphs;
using Skylite.Training.Kernels;

namespace Skylite.Training;

/// <summary>One node of a plan, with everything looked up: slots of inputs and outputs, and what may be freed after it.</summary>
internal sealed class ExecutionStep
{
    public required Node Node { get; init; }

    public required KernelBody Body { get; init; }

    /// <summary>Slot of each input; −1 where it is left out.</summary>
    public required int[] Inputs { get; init; }

    /// <summary>Slot of each output; −1 where nobody reads it.</summary>
    public required int[] Outputs { get; init; }

    /// <summary>Whether the memory of each input may be reused for the output.</summary>
    public required bool[] Overwritable { get; init; }

    /// <summary>Slots that nobody reads after this step.</summary>
    public required int[] Freed { get; init; }
}

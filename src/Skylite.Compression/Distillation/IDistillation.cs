using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Compression.Distillation;

/// <summary>One way in which a student is held against its teacher.</summary>
public interface IDistillation
{
    /// <summary>Public name, in kebab-case.</summary>
    string Id { get; }

    /// <summary>What it does, in a few words.</summary>
    string Summary { get; }

    /// <summary>The values that are held against each other.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="student">The student.</param>
    /// <exception cref="InvalidDataException">The two have nothing to compare.</exception>
    IReadOnlyList<ValuePair> Pairs(Graph teacher, Graph student);

    /// <summary>How far the student is from the teacher, a tensor without axes.</summary>
    /// <param name="pairs">The tensors of <see cref="Pairs"/>, in their order; no gradient flows into the teacher.</param>
    /// <param name="settings">Temperature, and which pixels count.</param>
    TorchTensor Compute(IReadOnlyList<TensorPair> pairs, DistillationFrame settings);
}

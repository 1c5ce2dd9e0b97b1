using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>What a training minimises: a function of some named values of the graph and the targets of a batch.</summary>
public interface ILoss
{
    /// <summary>Public name, in kebab-case.</summary>
    string Id { get; }

    /// <summary>What it asks for, in a sentence.</summary>
    string Summary { get; }

    /// <summary>The numbers of it that a user can set.</summary>
    IReadOnlyList<LossSetting> Settings => [];

    /// <summary>Names of the values of the trained graph that <see cref="Compute"/> reads.</summary>
    IReadOnlyList<string> Reads(Graph graph);

    /// <summary>The mean loss of a batch, a tensor without axes.</summary>
    TorchTensor Compute(LossInputs inputs);
}

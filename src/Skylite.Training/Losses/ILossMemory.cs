using Skylite.Graphs;

namespace Skylite.Training.Losses;

/// <summary>What a loss remembers from batch to batch, so that an interrupted training goes on as if it had never stopped.</summary>
public interface ILossMemory
{
    /// <summary>Adds what is remembered to the tensors of a checkpoint.</summary>
    void Save(IDictionary<string, Tensor> tensors);

    /// <summary>Takes up what <see cref="Save"/> wrote.</summary>
    void Load(IReadOnlyDictionary<string, Tensor> tensors);
}

using Skylite.Native.Torch;

namespace Skylite.Training.Optimizers;

/// <summary>One step of one group of parameters; the lists run in parallel.</summary>
/// <param name="Parameters">The tensors to move.</param>
/// <param name="Gradients">Their gradients; the rule may overwrite them.</param>
/// <param name="Memories">What the rule remembers: for each of its <see cref="IOptimizer.Memories"/> one tensor per parameter, 0 before the first step.</param>
/// <param name="LearningRate">The rate of this step.</param>
/// <param name="WeightDecay">How strongly weights are pulled to 0.</param>
/// <param name="Step">Number of the step, from 1.</param>
public sealed record OptimizerUpdate(
    IReadOnlyList<TorchTensor> Parameters,
    IReadOnlyList<TorchTensor> Gradients,
    IReadOnlyList<IReadOnlyList<TorchTensor>> Memories,
    double LearningRate,
    double WeightDecay,
    long Step);

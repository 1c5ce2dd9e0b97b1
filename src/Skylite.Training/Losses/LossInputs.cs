using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>What a loss sees of a batch.</summary>
/// <param name="Values">The values that the loss reads, in the order in which it named them.</param>
/// <param name="Inputs">The network's inputs, one for each date, N × C × H × W each, as the network saw them.</param>
/// <param name="Targets">What the network should have said.</param>
public sealed record LossInputs(IReadOnlyList<TorchTensor> Values, IReadOnlyList<TorchTensor> Inputs, LossTargets Targets);

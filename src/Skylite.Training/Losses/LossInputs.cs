using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>What a loss sees of a batch.</summary>
/// <param name="Values">The values that the loss reads, in the order in which it named them.</param>
/// <param name="Input">The network's input, N × C × H × W, as the network saw it.</param>
/// <param name="Targets">What the network should have said.</param>
public sealed record LossInputs(IReadOnlyList<TorchTensor> Values, TorchTensor Input, LossTargets Targets);

using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>A loss of one graph: which of its values are read, and what is computed from them.</summary>
/// <param name="Reads">Names of the values.</param>
/// <param name="Compute">
/// The mean loss of a batch, a tensor without axes; it is given the values in the order of their names, and refuses labels that the loss is not for.
/// </param>
public sealed record BoundLoss(IReadOnlyList<string> Reads, Func<LossInputs, TorchTensor> Compute);

using Skylite.Native.Torch;

namespace Skylite.Compression.Distillation;

/// <summary>What teacher and student computed of the same input.</summary>
/// <param name="Teacher">The teacher's tensor, without gradient.</param>
/// <param name="Student">The student's tensor.</param>
public sealed record TensorPair(TorchTensor Teacher, TorchTensor Student);

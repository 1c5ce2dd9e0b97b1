using Skylite.Native.Torch;

namespace Skylite.Compression.Distillation;

/// <summary>What every way of distilling is told about a batch.</summary>
/// <param name="Temperature">How much distributions are softened, above 0.</param>
/// <param name="Counted">
/// Whether a pixel has a class, N × H × W truth values: those without do not count; <see langword="null"/> where whole images are classified.
/// </param>
public sealed record DistillationFrame(double Temperature, TorchTensor? Counted);

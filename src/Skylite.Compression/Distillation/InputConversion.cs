using Skylite.Native.Torch;

namespace Skylite.Compression.Distillation;

/// <summary>Turns the student's normalised input into the teacher's, channel by channel: <c>factor · input + shift</c>.</summary>
/// <param name="Factors">One factor for each channel.</param>
/// <param name="Shifts">One shift for each channel.</param>
public sealed record InputConversion(IReadOnlyList<float> Factors, IReadOnlyList<float> Shifts)
{
    internal TorchTensor Apply(TorchTensor input) =>
        Aten.Add(Aten.Mul(input, Channels(Factors)), Channels(Shifts));

    private static TorchTensor Channels(IReadOnlyList<float> values) => TorchTensor.From<float>([.. values], 1, values.Count, 1, 1);
}

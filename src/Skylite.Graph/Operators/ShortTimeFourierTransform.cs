using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Fourier transforms of sliding windows (ONNX's STFT): signal [N, length, 1 or 2], step, window, frame length → [N, frames, bins, 2].</summary>
internal sealed class ShortTimeFourierTransform : IOperator
{
    public string OpType => "STFT";

    public Arity Arity => new(2, 4);

    public void InferShapes(ShapeContext context)
    {
        var (frames, bins) = (Dimension.Unknown, Dimension.Unknown);
        long? frame = context.IntegersOf(3) is [var stated] ? stated : context.ShapeOf(2) is { Rank: 1 } w && w[0].IsKnown ? w[0].Length : null;
        var signal = context.ShapeOf(0);
        if (frame is { } size)
        {
            bins = context.Attributes.Int("onesided", 1) != 0 ? (size / 2) + 1 : size;
            if (signal is not null && signal[1].IsKnown && context.IntegersOf(1) is [> 0 and var step])
            {
                frames = ((signal[1].Length - size) / step) + 1;
            }
        }

        context.SetOutput(signal is null ? null : new Shape(signal[0], frames, bins, 2));
    }

    public void TieChannels(ChannelTies ties) => ties.PinAll("transforms a signal");
}

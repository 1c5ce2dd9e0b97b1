using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>
/// ONNX Dropout: active only while training, whatever its <c>training_mode</c> says; the ratio
/// may be an attribute or an input. The mask, where it is read, is of single numbers.
/// </summary>
public sealed class DropoutKernel : IKernel
{
    private const int FirstSpatialAxis = 2;

    /// <inheritdoc/>
    public string OpType => "Dropout";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var known = node.Node.HasInput(1) ? node.ConstantOf(1)?.ToSingle()[0] : node.Attributes.Float("ratio", 0.5f);
        // Weights of an attention have rows and columns too, and no channels.
        var ofChannels = node.Options.ChannelDropout && node.Node.Input(0).Producer?.OpType != "Softmax";
        return frame =>
        {
            var input = frame.Input(0);
            var ratio = frame.Mode != RunMode.Train ? 0 : known ?? frame.Input(1).Item();
            if (!frame.Wants(1))
            {
                frame.SetOutput(
                    0,
                    ratio <= 0 ? input.Alias()
                    : ofChannels && input.Shape.Length > FirstSpatialAxis ? Aten.FeatureDropout(input, ratio, training: true)
                    : Aten.Dropout(input, ratio, training: true));
                return;
            }

            using var chance = TorchTensor.Full(1 - ratio, ScalarType.Float32, input.Device, input.Shape);
            using var drawn = Aten.Bernoulli(chance);
            var mask = Aten.To(drawn, ScalarType.Bool);
            using var kept = Aten.Mul(input, mask);
            frame.SetOutput(0, ratio is > 0 and < 1 ? Aten.Div(kept, 1 - ratio) : kept.Alias());
            frame.SetOutput(1, mask);
        };
    }
}

using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Dropout: active only while training, whatever its <c>training_mode</c> says; the ratio may be an attribute or an input.</summary>
public sealed class DropoutKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Dropout";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var ratio = node.ConstantOf(1)?.ToSingle()[0] ?? node.Attributes.Float("ratio", 0.5f);
        return frame =>
        {
            if (frame.Wants(1))
            {
                throw new NotSupportedException($"The interpreter cannot run node '{node.Node.Name}' (Dropout): its mask output is not supported.");
            }

            frame.SetOutput(0, frame.Mode == RunMode.Train && ratio > 0 ? Aten.Dropout(frame.Input(0), ratio, training: true) : frame.Input(0).Alias());
        };
    }
}

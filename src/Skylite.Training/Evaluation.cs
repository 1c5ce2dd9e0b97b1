using Skylite.Imagery.Loading;
using Skylite.Native.Torch;
using Skylite.Training.Metrics;

namespace Skylite.Training;

/// <summary>How well a classifier of images or of pixels does on some data; pixels are pooled over all images.</summary>
/// <param name="Confusion">Counts by actual and predicted class.</param>
/// <param name="Loss">Mean cross-entropy of a sample, or of a pixel.</param>
public sealed record Evaluation(ConfusionMatrix Confusion, double Loss)
{
    /// <summary>Runs a classifier over one epoch of a source, without gradients.</summary>
    /// <param name="interpreter">The classifier.</param>
    /// <param name="source">Samples; in the source's own order.</param>
    /// <param name="leftOutOfMeans">Classes over which no mean is taken; <see langword="null"/> for none.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="InvalidDataException">A label lies beyond the network's classes, or the source is empty.</exception>
    public static Evaluation Run(
        Interpreter interpreter, IBatchSource source, IReadOnlyList<int>? leftOutOfMeans = null, CancellationToken cancellation = default)
    {
        var plan = interpreter.Plan([Classifier.LogitsOf(interpreter.Graph).Name]);
        ConfusionMatrix? confusion = null;
        double loss = 0;
        foreach (var batch in source.Epoch(0, cancellation))
        {
            using (batch)
            {
                using var scope = new TensorScope();
                using var noGradients = TorchRuntime.NoGrad();
                var logits = Classifier.Flat(interpreter.Run(plan, BatchTensors.Inputs(batch), RunMode.Evaluate)[0]);
                var labels = BatchTensors.Labels(batch, logits.Shape[1]);
                confusion ??= new ConfusionMatrix((int)logits.Shape[1]) { LeftOutOfMeans = leftOutOfMeans ?? [] };
                confusion.AddLabelled(batch.Labels, Aten.Argmax(logits, 1).ToArray<int>());
                loss += Aten.CrossEntropyLoss(logits, labels, reduction: TorchReduction.Sum).Item();
            }
        }

        return confusion is null
            ? throw new InvalidDataException("The data to evaluate on is empty.")
            : new Evaluation(confusion, loss / confusion.Total);
    }
}

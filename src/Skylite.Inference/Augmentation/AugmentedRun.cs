using Skylite.Inference.Scenes;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference.Augmentation;

/// <summary>Asks a model about several views of the same images and averages the probabilities of its answers.</summary>
/// <param name="augmentation">The views.</param>
/// <param name="toProbabilities">Makes probabilities of an answer, in its own memory.</param>
public sealed class AugmentedRun(TestTimeAugmentation augmentation, Action<OrtValue> toProbabilities)
{
    private Memory<float>[] _views = [];

    /// <summary>For a model that answers with one number for each class, or with one for the second of two.</summary>
    /// <param name="augmentation">The views.</param>
    /// <param name="answers">What the model answers with.</param>
    public static AugmentedRun Of(TestTimeAugmentation augmentation, AnswerKind answers) => new(augmentation, answer =>
    {
        if (answer.Shape.Count < 2)
        {
            throw new InvalidDataException(
                $"The model answers with [{string.Join(", ", answer.Shape)}] where [batch, classes, …] is expected, so that views cannot be averaged.");
        }

        Probabilities.InPlace(answer.GetTensorMutableDataAsSpan<float>(), (int)answer.Shape[0], (int)answer.Shape[1], answers);
    });

    /// <summary>Runs the views.</summary>
    /// <param name="inputs">Images as planes of height × width numbers, one memory for each input of the model.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="run">Runs the model on such inputs.</param>
    /// <returns>The model's answer to the images as they are, with the mean probabilities in its first output.</returns>
    /// <exception cref="ArgumentException">The images are not square, and rows are to become columns.</exception>
    public OrtOutputs Run(IReadOnlyList<Memory<float>> inputs, int height, int width, Func<IReadOnlyList<Memory<float>>, OrtOutputs> run)
    {
        augmentation.Require(height, width);
        var answer = run(inputs);
        try
        {
            toProbabilities(answer[0]);
            var sum = answer[0].GetTensorMutableDataAsSpan<float>();
            foreach (var view in augmentation.Views.Skip(1))
            {
                using var other = run(View(inputs, view, height, width));
                toProbabilities(other[0]);
                Add(view, other[0], sum);
            }

            foreach (ref var value in sum)
            {
                value /= augmentation.Views.Count;
            }

            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private static void Add(Symmetry view, OrtValue answer, Span<float> sum)
    {
        var numbers = answer.GetTensorDataAsSpan<float>();
        if (answer.Shape is [_, _, var rows, var columns])
        {
            view.AddBack(numbers, sum, (int)rows, (int)columns);
        }
        else
        {
            // One answer for each image: every view speaks of the same.
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += numbers[i];
            }
        }
    }

    private Memory<float>[] View(IReadOnlyList<Memory<float>> inputs, Symmetry view, int height, int width)
    {
        if (!_views.Select(v => v.Length).SequenceEqual(inputs.Select(i => i.Length)))
        {
            _views = [.. inputs.Select(i => (Memory<float>)new float[i.Length])];
        }

        foreach (var (source, target) in inputs.Zip(_views))
        {
            view.Apply(source.Span, target.Span, height, width);
        }

        return _views;
    }
}

using System.Diagnostics;
using Skylite.Inference.Augmentation;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference.Scenes;

/// <summary>Runs the model over one batch at a time; several of them share its session.</summary>
internal sealed class TileRunner
{
    private readonly SceneModel _model;
    private readonly AugmentedRun? _views;

    public TileRunner(SceneModel model, TileAnswers answers)
    {
        _model = model;
        _views = model.Augmentation.IsActive ? new AugmentedRun(model.Augmentation, answers.ToProbabilities) : null;
    }

    /// <summary>Time in which this one ran the model.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>The model's answer; none where no tile of the batch has valid pixels.</summary>
    public OrtOutputs? Run(TileBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return null;
        }

        var count = _model.FixedBatch ?? batch.Count;
        var start = Stopwatch.GetTimestamp();
        Memory<float>[] inputs = [.. Enumerable.Range(0, _model.InputCount).Select(i => batch.Input(i, count))];
        var answer = _views is null
            ? Run(inputs)
            : _views.Run(inputs, _model.Height, _model.Width, Run);
        Time += Stopwatch.GetElapsedTime(start);
        return answer;

        OrtOutputs Run(IReadOnlyList<Memory<float>> pixels) => _model.Session.Run(pixels, _model.InputShape(count), cancellationToken);
    }
}

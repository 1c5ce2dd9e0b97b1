using Skylite.Workbench.Results;

namespace Skylite.Workbench.Reports;

/// <summary>Everything a report shows; parts that are empty leave their section out.</summary>
public sealed record ReportModel
{
    /// <summary>The headline.</summary>
    public required string Title { get; init; }

    /// <summary>A few sentences that say what was done and what came out.</summary>
    public IReadOnlyList<string> Summary { get; init; } = [];

    /// <summary>When the report was made, or null.</summary>
    public DateTimeOffset? Written { get; init; }

    /// <summary>What the figure is called by which models are chosen.</summary>
    public string Figure { get; init; } = "overall accuracy";

    /// <summary>The models compared: of one run the first is the one before compression, the last the result.</summary>
    public IReadOnlyList<ModelRow> Models { get; init; } = [];

    /// <summary>Whether the models come from several runs, so that none of them is what another was made of.</summary>
    public bool IsSideBySide { get; init; }

    /// <summary>The layers before and after.</summary>
    public IReadOnlyList<LayerRow> Layers { get; init; } = [];

    /// <summary>A confusion matrix per model.</summary>
    public IReadOnlyList<ConfusionTable> Confusions { get; init; } = [];

    /// <summary>F1 and intersection over union of each class, for each model.</summary>
    public IReadOnlyList<ClassFiguresTable> Classes { get; init; } = [];

    /// <summary>The course of each training or fine-tuning.</summary>
    public IReadOnlyList<TrainingCurve> Curves { get; init; } = [];

    /// <summary>Test images with what the models say of them.</summary>
    public IReadOnlyList<SamplePrediction> Samples { get; init; } = [];

    /// <summary>Maps side by side, or null where scenes are classified.</summary>
    public MapGallery? Maps { get; init; }

    /// <summary>Proofs that what was removed had been silent.</summary>
    public IReadOnlyList<CertificateRow> Certificates { get; init; } = [];

    /// <summary>How accuracy falls as single groups of channels go, or null.</summary>
    public SensitivityFigures? Sensitivity { get; init; }

    /// <summary>The commands that made it, in order.</summary>
    public IReadOnlyList<CommandRow> Commands { get; init; } = [];

    /// <summary>Machine, versions of the engines, data and split.</summary>
    public IReadOnlyList<FactRow> Environment { get; init; } = [];
}

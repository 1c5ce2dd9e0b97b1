using Skylite.Workbench.Scenes;

namespace Skylite.Workbench.Datasets;

/// <summary>How <see cref="DatasetInspector"/> divides what it looks through.</summary>
public sealed record InspectionOptions
{
    /// <summary>A split manifest to use instead of drawing a split.</summary>
    public string? SplitFile { get; init; }

    /// <summary>Folder of lists that divide the samples; null takes what lies with the data, <see cref="SceneDataOptions.NoLists"/> none of it.</summary>
    public string? SplitLists { get; init; }
}

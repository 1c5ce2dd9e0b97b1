namespace Skylite.Imagery.Datasets;

/// <summary>Any tree whose subfolders are the classes.</summary>
public sealed class ClassFolderDataset : ISceneDataset
{
    /// <inheritdoc/>
    public string Id => "class-folders";

    /// <inheritdoc/>
    public SceneDatasetFacts Facts { get; } = new("folder per class", []);

    /// <inheritdoc/>
    public string? Recognise(string directory) =>
        ClassFolders.Subfolders(directory).Any(f => ClassFolders.Images(f).Any()) ? directory : null;
}

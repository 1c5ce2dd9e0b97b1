namespace Skylite.Imagery.Datasets;

/// <summary>A scene-classification data set that Skylite knows how to find on disk.</summary>
public interface ISceneDataset
{
    /// <summary>Public name, kebab-case.</summary>
    string Id { get; }

    /// <summary>What is published about the data set.</summary>
    SceneDatasetFacts Facts { get; }

    /// <summary>Looks whether a folder holds this data set.</summary>
    /// <param name="directory">A folder that a user named: the root of the data set, or a folder above it.</param>
    /// <returns>The folder whose subfolders are the classes, or null if this is another data set.</returns>
    string? Recognise(string directory);
}

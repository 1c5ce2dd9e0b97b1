namespace Skylite.Imagery.Dense;

/// <summary>A data set of pixel labels that Skylite knows how to find on disk.</summary>
public interface IDenseDataset
{
    /// <summary>Public name, kebab-case.</summary>
    string Id { get; }

    /// <summary>Its name in the literature, and who made it.</summary>
    string About { get; }

    /// <summary>Looks whether a folder holds this data set.</summary>
    /// <param name="directory">A folder that a user named.</param>
    /// <returns>What was found, or null if this is another data set.</returns>
    DenseLayout? Recognise(string directory);
}

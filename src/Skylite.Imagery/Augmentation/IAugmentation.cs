namespace Skylite.Imagery.Augmentation;

/// <summary>A random change of a training image that leaves its label true.</summary>
public interface IAugmentation
{
    /// <summary>Public name, kebab-case.</summary>
    string Id { get; }

    /// <summary>What it does, in a sentence.</summary>
    string Summary { get; }

    /// <summary>Changes an image; what it does depends on the numbers drawn only.</summary>
    /// <param name="tile">The image, in scaled units, before normalisation.</param>
    /// <param name="random">The stream of this sample in this epoch.</param>
    void Apply(ImageTile tile, SampleRandom random);
}

namespace Skylite.Imagery.Loading;

/// <summary>What happens when an image cannot be read.</summary>
public enum CorruptImagePolicy
{
    /// <summary>The work stops with an error that names the image.</summary>
    Fail,

    /// <summary>The image is reported once and left out.</summary>
    Skip,
}

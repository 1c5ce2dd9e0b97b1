namespace Skylite.Zoo;

/// <summary>What a network is for.</summary>
public enum ModelTask
{
    /// <summary>One class for each image.</summary>
    SceneClassification,

    /// <summary>One class for each pixel.</summary>
    SemanticSegmentation,

    /// <summary>One class for each pixel of two co-registered images; class 1 of 2 is change.</summary>
    ChangeDetection,
}

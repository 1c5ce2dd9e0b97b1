namespace Skylite.Imagery.Synthetic;

/// <summary>What lies at a point of the ground: the values of the per-pixel mask of a synthetic image.</summary>
public enum LandCover : byte
{
    /// <summary>Meadow, lawn, verge and other low vegetation.</summary>
    Grass = 0,

    /// <summary>Arable land, grown or ploughed.</summary>
    Cropland = 1,

    /// <summary>Soil, sand, gravel.</summary>
    BareGround = 2,

    /// <summary>Tree crowns and hedges.</summary>
    Tree = 3,

    /// <summary>Rivers, lakes, ponds, pools.</summary>
    Water = 4,

    /// <summary>Roads and tracks.</summary>
    Road = 5,

    /// <summary>Paved yards and parking areas.</summary>
    Pavement = 6,

    /// <summary>Roofs, tanks and what stands on them.</summary>
    Building = 7,

    /// <summary>Cars, trucks, containers and boats.</summary>
    Vehicle = 8,
}
